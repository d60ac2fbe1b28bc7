import { useEffect, useEffectEvent } from 'react'

/** Keys of one press ("j") or of two in a row ("g a"), and what they do. */
export type Shortcuts = Record<string, (event: KeyboardEvent) => void>

const secondKeyMilliseconds = 1_200
let pressed: { key: string; at: number } | undefined
let before: typeof pressed

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

/** Single keys act only where they are not typed into something and no dialog or menu is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return
    const afterG = before?.key === 'g' && event.key !== 'g' && event.timeStamp - before.at < secondKeyMilliseconds
    const name = afterG ? `g ${event.key}` : event.key
    const run = shortcuts[name]
    if (!run) return
    event.preventDefault()
    run(event)
  })

  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  return target.closest('input, textarea, select, [contenteditable], [role="menu"], dialog, [role="tablist"]') !== null
}
