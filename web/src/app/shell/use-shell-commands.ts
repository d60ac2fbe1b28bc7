import { useNavigate } from '@tanstack/react-router'
import { CreateIcon, HelpIcon } from '../../ui/icons.ts'
import { useCommands } from '../commands.ts'
import { useText } from '../i18n.ts'
import { useMay } from '../session.ts'
import { usePlaces } from './use-places.ts'

/** What the shell opens over the page. */
export type ShellSheet = 'create' | 'help' | undefined

/** What can be done from everywhere. */
export function useShellCommands(open: (sheet: ShellSheet) => void): void {
  const { t } = useText()
  const navigate = useNavigate()
  const mayCreate = useMay('alerts.create')
  const places = usePlaces()
  useCommands(t('shell:shortcuts.general'), [
    ...(mayCreate
      ? [{ id: 'create', label: t('alerts:action.create'), keys: 'c', icon: CreateIcon, run: () => open('create') }]
      : []),
    { id: 'help', label: t('shell:shortcuts.title'), keys: '?', icon: HelpIcon, run: () => open('help') },
    ...places.map(({ name, keys, to, icon }) => ({
      id: `go.${name}`,
      label: t('shell:shortcuts.go', { place: t(`shell:nav.${name}`) }),
      keys,
      icon,
      run: () => void navigate({ to }),
    })),
  ])
}
