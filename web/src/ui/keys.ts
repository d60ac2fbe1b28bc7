/** Whether shortcuts go by the command key (Apple) instead of Ctrl. */
const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

/** The caps of a shortcut: "g a" are two presses, "Mod+K" is one of two keys at once. */
export function capsOf(keys: string): string[] {
  return keys.split(/[ +]/).map((key) => (key === 'Mod' ? (isApple ? '⌘' : 'Ctrl') : key))
}

/** As `aria-keyshortcuts` wants it; what is pressed one after the other cannot be said there. */
export function ariaKeys(keys: string | undefined): string | undefined {
  return keys?.replace('Mod', isApple ? 'Meta' : 'Control')
}
