import { Link } from '@tanstack/react-router'
import type { ContactHistory } from '../../../../contract/people.ts'
import { useText } from '../../app/i18n.ts'
import { DoneIcon, FailedIcon } from '../../ui/icons.ts'
import { Moment } from '../../ui/time.tsx'
import { newestFirst } from './message-order.ts'

/** How the last messages over a contact went: what got through and what did not, the newest first. */
export function LastMessages({ history }: { history: ContactHistory | undefined }) {
  const { t } = useText()
  if (!history) return null
  const parts = newestFirst(history)
  if (parts.length === 0) return <p className="text-small text-ink-faint">{t('people:messages.none')}</p>
  return (
    <ul className="flex flex-col gap-0.5 text-small">
      {parts.map((part) =>
        part === 'arrived' ? <Arrived key={part} history={history} /> : <Failed key={part} history={history} />,
      )}
    </ul>
  )
}

function Arrived({ history: { arrived } }: { history: ContactHistory }) {
  const { t } = useText()
  if (!arrived) return null
  return (
    <li className="flex gap-1.5 text-ink-soft">
      <DoneIcon className="mt-0.5 size-4 shrink-0 text-resolved" aria-hidden />
      <span className="min-w-0">
        {t(`people:messages.${arrived.outcome}`)} <Moment at={arrived.at} />: <What of={arrived} />
      </span>
    </li>
  )
}

function Failed({ history: { failed } }: { history: ContactHistory }) {
  const { t } = useText()
  if (!failed) return null
  return (
    <li className="flex gap-1.5 text-ink-soft">
      <FailedIcon className="mt-0.5 size-4 shrink-0 text-triggered" aria-hidden />
      <span className="min-w-0">
        {t('people:messages.failed')} <Moment at={failed.at} />: <What of={failed} />
        {failed.explanation && <span className="block">{failed.explanation}</span>}
        {failed.detail && <code className="block font-mono break-words text-ink-faint">{failed.detail}</code>}
      </span>
    </li>
  )
}

function What({ of: { kind, alert } }: { of: NonNullable<ContactHistory['arrived' | 'failed']> }) {
  const { t } = useText()
  if (!alert) return t(kind === 'test' ? 'people:messages.test' : 'people:messages.several')
  return (
    <Link to="/alerts/$id" params={{ id: `${alert.number}` }} className="text-accent underline">
      #{alert.number} {alert.summary}
    </Link>
  )
}
