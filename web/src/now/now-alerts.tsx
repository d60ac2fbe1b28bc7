import { Link, useNavigate } from '@tanstack/react-router'
import { useRef, type RefObject } from 'react'
import type { AlertCounts } from '../../../contract/alert-list.ts'
import { useAnswers, type Answers } from '../alerts/answers.ts'
import { undoResolve } from '../alerts/pending-resolve.ts'
import type { Alert } from '../api/types.ts'
import { useCommands } from '../app/commands.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { buttonStyle } from '../ui/button.tsx'
import { NowRow } from './now-row.tsx'

/** More are in the list, one press away. */
const shownMost = 25

/** Open alerts by urgency. `a` answers the one with the focus, or else the most urgent that nobody has answered. */
export function NowAlerts({ alerts, counts }: { alerts: Alert[]; counts: AlertCounts | undefined }) {
  const { t } = useText()
  const list = useRef<HTMLUListElement>(null)
  const answers = useAnswers()
  const shown = alerts.slice(0, shownMost)
  const first = shown.find((alert) => alert.status === 'triggered' && !alert.held)
  useNowKeys(list, shown, first, answers)
  const hidden = (counts?.open.count ?? alerts.length) - shown.length
  return (
    <section aria-label={t('now:alerts.title')}>
      <ul ref={list} className="border-t border-line">
        {shown.map((alert) => (
          <NowRow key={alert.id} alert={alert} answers={answers} isFirst={alert.id === first?.id} />
        ))}
      </ul>
      {hidden > 0 && (
        <div className="flex justify-center py-3">
          <Link to="/alerts" search={{ status: 'open', sort: 'urgency' }} className={buttonStyle()}>
            {t('now:alerts.more', { count: hidden, number: `${hidden}${counts?.open.more ? '+' : ''}` })}
          </Link>
        </div>
      )}
    </section>
  )
}

function useNowKeys(
  list: RefObject<HTMLUListElement | null>,
  alerts: Alert[],
  first: Alert | undefined,
  answers: Answers,
) {
  const { t } = useText()
  const navigate = useNavigate()
  const may = useMay('alerts.answer')
  const links = () =>
    [...(list.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])].filter((link) => link.offsetParent)
  const focusedId = () => document.activeElement?.closest<HTMLElement>('[data-alert]')?.dataset['alert']
  const focused = () => alerts.find((alert) => alert.id === focusedId())
  const move = (step: 1 | -1) => {
    const all = links()
    const index = all.findIndex((link) => link.closest<HTMLElement>('[data-alert]')?.dataset['alert'] === focusedId())
    const next = all[index < 0 ? 0 : Math.min(Math.max(index + step, 0), all.length - 1)]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  const on = (alert: Alert | undefined, run: (alert: Alert) => void) => {
    if (alert) run(alert)
  }
  const open = (alert: Alert) => void navigate({ to: '/alerts/$id', params: { id: `${alert.number}` } })
  const key = (id: string, label: string, keys: string, run: () => void) => ({ id, label, keys, run, isKeyOnly: true })
  useCommands(t('shell:shortcuts.list'), [
    key('now.down', t('shell:shortcuts.down'), 'j', () => move(1)),
    key('now.up', t('shell:shortcuts.up'), 'k', () => move(-1)),
    key('now.open', t('shell:shortcuts.open'), 'o', () => on(focused() ?? first, open)),
    ...(may
      ? [
          key('now.acknowledge', t('now:alerts.acknowledgeFirst'), 'a', () =>
            on(focused() ?? first, answers.acknowledge),
          ),
          key('now.resolve', t('alerts:action.resolve'), 'r', () => on(focused(), answers.resolve)),
          key('now.undo', t('shell:shortcuts.undo'), 'u', () => void undoResolve()),
        ]
      : []),
  ])
}
