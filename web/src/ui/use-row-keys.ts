import type { RefObject } from 'react'
import { useCommands } from '../app/commands.ts'
import { useText } from '../app/i18n.ts'

/**
 * `j` and `k` move the focus from row to row of a list, Enter opens what has it (it is a link). The eye, the focus ring and
 * the keyboard never disagree, because the focus is the selection.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const { t } = useText()
  const move = (step: 1 | -1) => () => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
    const shown = links.filter((link) => link.offsetParent !== null)
    const index = shown.findIndex((link) => link.closest('[data-row]')?.contains(document.activeElement))
    const next = shown[index < 0 ? 0 : Math.min(Math.max(index + step, 0), shown.length - 1)]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }
  useCommands(t('ui:keys.list'), [
    { id: 'rows.down', label: t('shell:shortcuts.down'), keys: 'j', run: move(1), isKeyOnly: true },
    { id: 'rows.up', label: t('shell:shortcuts.up'), keys: 'k', run: move(-1), isKeyOnly: true },
  ])
}
