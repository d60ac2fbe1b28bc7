import type { AlertDetail } from '../../api/types.ts'
import { useText, type TextKey } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import * as icons from '../../ui/icons.ts'
import type { Answers } from '../answers.ts'
import { useByHand, type ByHand } from './use-by-hand.ts'

export type DialogName = 'escalate' | 'reassign' | 'help' | 'snooze' | 'merge'

export interface Action {
  id: string
  label: string
  icon: icons.Icon
  keys?: string
  run: () => void
  /** `main`: the one expected now; `row`: beside it on a desk; `menu`: behind "More". */
  place: 'main' | 'row' | 'menu'
}

interface Parts {
  alert: AlertDetail
  answers: Answers
  onNote: () => void
  onDialog: (name: DialogName) => void
}

/** Everything that can be done with an alert as it stands, the most expected first. Nothing for who may not answer. */
export function useActions(parts: Parts): Action[] {
  const { t } = useText()
  const may = useMay('alerts.answer')
  const byHand = useByHand(parts.alert)
  if (!may) return []
  const make = ([id, keys, icon, place, run]: Row) => ({
    id,
    label: t(`alerts:action.${id}` as TextKey),
    icon,
    place,
    run,
    ...(keys && { keys }),
  })
  return [...answersOf(parts), ...peopleOf(parts), ...takingBackOf(parts, byHand, t)].map(make)
}

type Row = [id: string, keys: string | undefined, icon: icons.Icon, place: Action['place'], run: () => void]

function answersOf({ alert, answers, onNote, onDialog }: Parts): Row[] {
  const isOpen = alert.status !== 'resolved'
  const isTriggered = alert.status === 'triggered'
  return [
    ...(isTriggered ? [row('acknowledge', 'a', icons.AcknowledgeIcon, 'main', () => answers.acknowledge(alert))] : []),
    ...(isOpen
      ? [row('resolve', 'r', icons.DoneIcon, isTriggered ? 'row' : 'main', () => answers.resolve(alert))]
      : []),
    ...(isOpen ? [row('escalate', 'e', icons.EscalateIcon, 'row', () => onDialog('escalate'))] : []),
    ...(isOpen ? [row('snooze', 's', icons.SnoozeIcon, 'row', () => onDialog('snooze'))] : []),
    row('note', 'n', icons.NoteIcon, 'menu', onNote),
  ]
}

function peopleOf({ alert, onDialog }: Parts): Row[] {
  if (alert.status === 'resolved') return []
  return [
    row('help', 'h', icons.AddPersonIcon, 'menu', () => onDialog('help')),
    row('reassign', 'p', icons.PassOnIcon, 'menu', () => onDialog('reassign')),
    row('merge', 'm', icons.MergeIcon, 'menu', () => onDialog('merge')),
  ]
}

function takingBackOf({ alert }: Parts, { act }: ByHand, t: ReturnType<typeof useText>['t']): Row[] {
  const { number } = alert
  const isSnoozed = alert.status === 'acknowledged' && alert.snoozedUntil !== null
  return [
    ...(isSnoozed
      ? [
          row('unsnooze', undefined, icons.UndoIcon, 'menu', () =>
            act('unsnooze', { done: () => t('alerts:toast.unsnoozed', { number }) }),
          ),
        ]
      : []),
    ...(alert.status === 'acknowledged' && !isSnoozed
      ? [
          row('unacknowledge', undefined, icons.UndoIcon, 'menu', () =>
            act('unacknowledge', { done: () => t('alerts:toast.unacknowledged', { number }) }),
          ),
        ]
      : []),
    ...(alert.group?.role === 'member' && alert.status !== 'resolved'
      ? [
          row('leaveGroup', undefined, icons.GroupIcon, 'menu', () =>
            act('leave-group', { done: () => t('alerts:toast.leftGroup', { number }) }),
          ),
        ]
      : []),
  ]
}

const row = (...values: [Row[0], Row[1], Row[2], Row[3], () => unknown]): Row => {
  const [id, keys, icon, place, run] = values
  return [id, keys, icon, place, () => void run()]
}
