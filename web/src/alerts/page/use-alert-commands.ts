import { useNavigate } from '@tanstack/react-router'
import type { RefObject } from 'react'
import type { AlertDetail } from '../../api/types.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { AcknowledgeIcon, BackIcon, DoneIcon, EscalateIcon, NoteIcon } from '../../ui/icons.ts'
import { canEscalate, type useAnswers } from '../answers.ts'
import { undoResolve } from '../pending-resolve.ts'

/** What can be done with the alert on screen, by key and from the palette. */
export function useAlertCommands(
  alert: AlertDetail,
  answers: ReturnType<typeof useAnswers>,
  note: RefObject<HTMLTextAreaElement | null>,
): void {
  const { t } = useText()
  const navigate = useNavigate()
  const may = useMay('alerts.answer')
  const command = (
    name: 'acknowledge' | 'resolve' | 'escalate' | 'note',
    keys: string,
    rest: Pick<Command, 'run' | 'icon'>,
  ) => ({
    id: `alert.${name}`,
    label: t(`alerts:action.${name}`),
    keys,
    ...rest,
  })
  const back = () => void navigate({ to: '/alerts' })
  const canDo: Command[] = [
    ...(alert.status === 'triggered'
      ? [command('acknowledge', 'a', { icon: AcknowledgeIcon, run: () => answers.acknowledge(alert) })]
      : []),
    ...(alert.status !== 'resolved'
      ? [command('resolve', 'r', { icon: DoneIcon, run: () => answers.resolve(alert) })]
      : []),
    ...(canEscalate(alert)
      ? [command('escalate', 'e', { icon: EscalateIcon, run: () => answers.escalate(alert) })]
      : []),
    command('note', 'n', { icon: NoteIcon, run: () => note.current?.focus() }),
    {
      id: 'alert.undo',
      label: t('shell:shortcuts.undo'),
      keys: 'u',
      run: () => void undoResolve(alert.id),
      isKeyOnly: true,
    },
  ]
  useCommands(t('shell:shortcuts.alert'), [
    ...(may ? canDo : []),
    { id: 'alert.back', label: t('shell:shortcuts.back'), keys: 'Escape', icon: BackIcon, run: back },
  ])
}
