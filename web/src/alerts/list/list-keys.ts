import { useNavigate } from '@tanstack/react-router'
import type { Alert } from '../../api/types.ts'
import { useMay } from '../../app/session.ts'
import { useCommands } from '../../app/commands.ts'
import { useText } from '../../app/i18n.ts'
import type { Answers } from '../answers.ts'
import { undoResolve } from '../pending-resolve.ts'
import type { BulkVerb } from './bulk.ts'
import type { Selection } from './use-selection.ts'

interface Keys {
  rows: readonly Alert[]
  /** Brings a row into the page and gives it the focus. */
  focusRow: (id: string) => void
  answers: Answers
  selection: Selection
  bulk: (verb: BulkVerb) => void
  toggleMembers: (alert: Alert) => void
}

const focusedId = () => document.activeElement?.closest<HTMLElement>('[data-alert]')?.dataset['alert']

/** A row that was scrolled out of the page loses the focus, not its place. */
const lastFocused = new Map<'row', string>()

/** The keys act on the row that has the focus, so that the eye, the focus ring and the keyboard never disagree. */
export function useListKeys({ rows, focusRow, answers, selection, bulk, toggleMembers }: Keys) {
  const navigate = useNavigate()
  const { t } = useText()
  const may = useMay('alerts.answer')

  function move(step: 1 | -1) {
    const index = rows.findIndex((row) => row.id === (focusedId() ?? lastFocused.get('row')))
    const next = rows[index < 0 ? 0 : Math.min(Math.max(index + step, 0), rows.length - 1)]
    if (!next) return
    lastFocused.set('row', next.id)
    focusRow(next.id)
  }

  const withFocused = (run: (alert: Alert) => void) => () => {
    const alert = rows.find((row) => row.id === focusedId())
    if (!alert) return
    lastFocused.set('row', alert.id)
    run(alert)
  }
  const isChosen = selection.all || selection.ids.size > 0
  const answer = (verb: BulkVerb) => (isChosen ? () => bulk(verb) : withFocused(answers[verb]))

  const key = (id: string, label: string, keys: string, run: () => void) => ({ id, label, keys, run, isKeyOnly: true })
  const open = withFocused((alert) => void navigate({ to: '/alerts/$id', params: { id: `${alert.number}` } }))
  useCommands(t('shell:shortcuts.list'), [
    key('list.down', t('shell:shortcuts.down'), 'j', () => move(1)),
    key('list.up', t('shell:shortcuts.up'), 'k', () => move(-1)),
    key('list.open', t('shell:shortcuts.open'), 'o', open),
    key('list.members', t('alerts:keys.members'), 'm', withFocused(toggleMembers)),
    ...(may
      ? [
          key('list.acknowledge', t('alerts:action.acknowledge'), 'a', answer('acknowledge')),
          key('list.resolve', t('alerts:action.resolve'), 'r', answer('resolve')),
          key('list.undo', t('shell:shortcuts.undo'), 'u', () => void undoResolve()),
          key(
            'list.select',
            t('alerts:keys.select'),
            'x',
            withFocused((alert) => selection.toggle(alert.id)),
          ),
          key('list.selectAll', t('alertwork:bulk.selectAll'), 'Mod+A', selection.selectAll),
          key(
            'list.selectTo',
            t('alerts:keys.selectTo'),
            'X',
            withFocused((alert) => selection.toggle(alert.id, true)),
          ),
        ]
      : []),
    ...(selection.isSelecting ? [key('list.clear', t('alertwork:bulk.clear'), 'Escape', selection.clear)] : []),
  ])
}
