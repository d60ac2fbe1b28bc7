import { ariaKeys } from './keys.ts'

/**
 * Names a control and its shortcut on hover and focus; spread it on the control. It adds nothing that cannot be had
 * otherwise: there is no hovering on a phone. One layer serves all, so that ten thousand rows cost nothing.
 */
export function tip(text: string, keys?: string) {
  return { 'data-tip': text, 'data-tip-keys': keys, 'aria-keyshortcuts': ariaKeys(keys) }
}
