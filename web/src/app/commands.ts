import { useEffect, useEffectEvent, useId, useSyncExternalStore } from 'react'
import type { Icon } from '../ui/icons.ts'
import { useShortcuts } from './shortcuts.ts'

/** Something that can be done where one is: by key, from the palette, and listed on the help sheet. */
export interface Command {
  /** Unique among the commands of a view; what was used lately is remembered by it. */
  id: string
  label: string
  run: () => void
  /** "a" is one press, "g a" two in a row. */
  keys?: string | undefined
  icon?: Icon | undefined
  /** Other words by which it is looked for. */
  words?: string | undefined
  /** Only a key, such as "next row": nothing to choose from a list. */
  isKeyOnly?: boolean | undefined
}

export interface CommandGroup {
  id: string
  title: string
  commands: Command[]
}

let groups: CommandGroup[] = []
const listeners = new Set<() => void>()

function put(group: CommandGroup) {
  const known = groups.some(({ id }) => id === group.id)
  groups = known ? groups.map((one) => (one.id === group.id ? group : one)) : [...groups, group]
  for (const listener of listeners) listener()
}

function remove(id: string) {
  groups = groups.filter((group) => group.id !== id)
  for (const listener of listeners) listener()
}

/**
 * Offers commands while the calling view is on screen, under a title that says where they belong ("On the alert"). What
 * must not be done at the moment is left out of the list. `isEverywhere`: the view on screen may use the same keys otherwise.
 */
export function useCommands(title: string, commands: Command[], isEverywhere = false): void {
  const id = useId()
  const run = useEffectEvent((commandId: string) => commands.find((command) => command.id === commandId)?.run())
  // Functions change with every rendering; what is shown of them does not.
  const shown = JSON.stringify(commands.map(({ icon: _icon, run: _run, ...command }) => command))

  const offer = useEffectEvent(() =>
    put({ id, title, commands: commands.map((command) => ({ ...command, run: () => run(command.id) })) }),
  )
  useEffect(() => offer(), [title, shown])
  useEffect(() => () => remove(id), [id])
  const shortcuts = commands.flatMap(({ keys, run: act }) => (keys ? [[keys, () => act()] as const] : []))
  useShortcuts(Object.fromEntries(shortcuts), isEverywhere)
}

/** What can be done at the moment, the newest view last. */
export function useCommandGroups(): CommandGroup[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => groups,
  )
}
