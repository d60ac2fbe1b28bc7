import { useNavigate } from '@tanstack/react-router'
import type { Alert, AlertDetail } from '../../api/types.ts'
import { useCommands, type Command } from '../../app/commands.ts'
import { useText } from '../../app/i18n.ts'
import { BackIcon } from '../../ui/icons.ts'
import { latestFilters, neighboursOf } from '../list/list-store.ts'
import { undoResolve } from '../pending-resolve.ts'
import type { Action } from './use-actions.ts'

/** What can be done with the alert on screen, by key and from the palette; j and k go along the list one came from. */
export function useAlertCommands(alert: AlertDetail, actions: Action[]): void {
  const { t } = useText()
  const navigate = useNavigate()
  const back = () => void navigate({ to: '/alerts', search: latestFilters() })
  const go = (to: Alert | undefined) => {
    if (to) void navigate({ to: '/alerts/$id', params: { id: `${to.number}` }, replace: true })
  }
  const offered: Command[] = actions.map(({ id, label, keys, icon, run }) => ({
    id: `alert.${id}`,
    label,
    keys,
    icon,
    run,
  }))
  const undo = {
    id: 'alert.undo',
    label: t('shell:shortcuts.undo'),
    keys: 'u',
    run: () => void undoResolve(alert.id),
    isKeyOnly: true,
  }
  useCommands(t('shell:shortcuts.alert'), [
    ...offered,
    ...(offered.length > 0 ? [undo] : []),
    {
      id: 'alert.next',
      label: t('alerts:keys.nextAlert'),
      keys: 'j',
      run: () => go(neighboursOf(alert.id).next),
      isKeyOnly: true,
    },
    {
      id: 'alert.previous',
      label: t('alerts:keys.previousAlert'),
      keys: 'k',
      run: () => go(neighboursOf(alert.id).previous),
      isKeyOnly: true,
    },
    { id: 'alert.back', label: t('shell:shortcuts.back'), keys: 'Escape', icon: BackIcon, run: back },
  ])
}
