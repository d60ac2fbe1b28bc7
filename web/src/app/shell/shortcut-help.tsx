import { Dialog } from '../../ui/dialog.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { useCommandGroups, type Command, type CommandGroup } from '../commands.ts'
import { useText } from '../i18n.ts'

/** Every key that does something at the moment, as its view has registered it. */
export function ShortcutHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useText()
  const groups = withKeys(useCommandGroups())
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('shell:shortcuts.title')}
      className="w-[min(44rem,calc(100vw-1.5rem))]"
    >
      <div className="gap-x-8 sm:columns-2">
        {groups.map((group) => (
          <section key={group.title} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-small text-ink-faint">{group.title}</h3>
            <ul>
              {group.commands.map((command) => (
                <Row key={command.id} command={command} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

/** What stands under the same title belongs together, whichever part of a view offers it. */
function withKeys(groups: CommandGroup[]): { title: string; commands: Command[] }[] {
  const byTitle = Map.groupBy(groups, ({ title }) => title)
  return [...byTitle].flatMap(([title, parts]) => {
    const commands = parts.flatMap((part) => part.commands.filter(({ keys }) => keys))
    return commands.length > 0 ? [{ title, commands }] : []
  })
}

function Row({ command: { label, keys = '' } }: { command: Command }) {
  const { t } = useText()
  return (
    <li className="flex min-h-7 items-center justify-between gap-3">
      {label}
      <span className="sr-only">{keys.replace(' ', ` ${t('shell:shortcuts.then')} `)}</span>
      <KeyHint keys={keys} className="max-md:inline-flex" />
    </li>
  )
}
