import { useEffectEvent, useLayoutEffect } from 'react'

/** Keys of one press ("j") or of two in a row ("g a"), and what they do. */
export type Shortcuts = Record<string, (event: KeyboardEvent) => void>

const secondKeyMilliseconds = 1_200
let pressed: { key: string; at: number } | undefined
let before: typeof pressed

/** With Ctrl or the command key they belong to whoever types: select all, copy, cut, paste, undo. */
const editing = new Set(['a', 'c', 'x', 'v', 'z'])

/** Remembers what was pressed before. Registered once; it sees each key first, on its way down. */
export function rememberKeys(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      before = pressed
      pressed = isTaken(event.target) ? undefined : { key: event.key, at: event.timeStamp }
    },
    { capture: true },
  )
}

/**
 * Single keys act only where they are not typed into something and no dialog or menu is open. "Mod+K" is K with Ctrl, or
 * with the command key of an Apple keyboard; it acts from within a field too. Keys are told by what they write, not by
 * where they lie, so that "/" and "?" are found on every keyboard. What holds everywhere gives way to the view on screen.
 * They act from the moment the view can be seen: an effect that waits for the painting would lose the key of a quick person.
 */
export function useShortcuts(shortcuts: Shortcuts, isEverywhere = false): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || isDialogOpen()) return
    const isModified = event.ctrlKey || event.metaKey
    if ((!isModified || editing.has(event.key.toLowerCase())) && isTaken(event.target)) return
    const run = shortcuts[isModified ? `Mod+${event.key.toUpperCase()}` : nameOf(event)]
    if (!run) return
    event.preventDefault()
    run(event)
  })

  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event)
    // An event reaches the document first.
    const place = isEverywhere ? window : document
    place.addEventListener('keydown', listener as EventListener)
    return () => place.removeEventListener('keydown', listener as EventListener)
  }, [isEverywhere])
}

function nameOf(event: KeyboardEvent): string {
  const isAfterG = before?.key === 'g' && event.key !== 'g' && event.timeStamp - before.at < secondKeyMilliseconds
  return isAfterG ? `g ${event.key}` : event.key
}

const isDialogOpen = () => document.querySelector('dialog[open]') !== null

function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return (
    target.closest(
      'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="menu"], [role="tablist"]',
    ) !== null
  )
}
