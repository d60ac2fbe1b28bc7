import { useNavigate } from '@tanstack/react-router'
import { CreateIcon, HelpIcon } from '../../ui/icons.ts'
import { useCommands, type Command } from '../commands.ts'
import { useText } from '../i18n.ts'
import { useMay } from '../session.ts'
import { usePlaces } from './use-places.ts'

/** What the shell opens over the page. */
export type ShellSheet = 'create' | 'help' | 'palette' | undefined

/** What can be done from everywhere. */
export function useShellCommands(open: (sheet: ShellSheet) => void): void {
  const { t } = useText()
  const navigate = useNavigate()
  const mayCreate = useMay('alerts.create')
  const places = usePlaces()
  const find = () => open('palette')
  const commands: Command[] = [
    ...(mayCreate
      ? [
          {
            id: 'shell.create',
            label: t('alerts:action.create'),
            keys: 'c',
            icon: CreateIcon,
            run: () => open('create'),
          },
        ]
      : []),
    { id: 'shell.palette', label: t('shell:palette.title'), keys: 'Mod+K', run: find, isKeyOnly: true },
    { id: 'shell.find', label: t('shell:shortcuts.search'), keys: '/', run: find, isKeyOnly: true },
    { id: 'shell.help', label: t('shell:shortcuts.title'), keys: '?', icon: HelpIcon, run: () => open('help') },
  ]
  useCommands(t('shell:shortcuts.general'), commands, true)
  useCommands(
    t('shell:shortcuts.go'),
    places.map(({ name, keys, to, icon }) => ({
      id: `go.${name}`,
      label: t(`shell:nav.${name}`),
      keys,
      icon,
      run: () => void navigate({ to }),
    })),
    true,
  )
}
