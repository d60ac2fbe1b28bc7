import { useQuery } from '@tanstack/react-query'
import type { AlertDetail, Responder } from '../../../api/types.ts'
import { useText } from '../../../app/i18n.ts'
import { Chip, type Tone } from '../../../ui/chip.tsx'
import * as icons from '../../../ui/icons.ts'
import { Moment } from '../../../ui/time.tsx'
import { named } from '../../timeline/sentence.ts'
import { respondersQuery } from '../../queries.ts'

const signByState: Record<Responder['state'], { tone: Tone; icon: icons.Icon }> = {
  paged: { tone: 'quiet', icon: icons.SendIcon },
  reached: { tone: 'resolved', icon: icons.CheckIcon },
  acknowledged: { tone: 'acknowledged', icon: icons.AcknowledgeIcon },
  stopped: { tone: 'quiet', icon: icons.CancelledIcon },
  failed: { tone: 'triggered', icon: icons.FailedIcon },
  next: { tone: 'quiet', icon: icons.WaitingIcon },
}

/** Who is on it already, before somebody wakes more people. */
export function OnIt({ alert }: { alert: AlertDetail }) {
  const { t } = useText()
  const { data } = useQuery(respondersQuery(alert.id))
  if (!data) return null
  if (data.items.length === 0) return <p className="text-ink-soft">{t('alertwork:onIt.nobody')}</p>
  return (
    <section aria-label={t('alertwork:onIt.title')}>
      <h3 className="mb-1 text-small text-ink-faint">{t('alertwork:onIt.title')}</h3>
      <ul className="max-h-48 overflow-y-auto">
        {data.items.map((one) => (
          <OnItRow key={one.user.key} responder={one} />
        ))}
      </ul>
    </section>
  )
}

function OnItRow({ responder: { user, state, since, contact } }: { responder: Responder }) {
  const { t, has } = useText()
  return (
    <li className="flex min-h-7 flex-wrap items-center gap-x-3">
      <span className="min-w-32 font-medium">{user.name}</span>
      <Chip {...signByState[state]} bare>
        {t(`alertwork:onIt.state.${state}`)}
      </Chip>
      <span className="text-small text-ink-faint">
        {contact && `${named('common:channel', contact.channel, has, t)} · `}
        <Moment at={since} />
      </span>
    </li>
  )
}
