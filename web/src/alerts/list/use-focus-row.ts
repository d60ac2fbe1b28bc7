import type { Virtualizer } from '@tanstack/react-virtual'
import type { RefObject } from 'react'
import type { ListItem } from './items.ts'

/** After a jump the row is in the page within a few frames, and drawn in full when the list stands. */
const framesWaited = 30

/** Brings a row into the page, then gives it the focus. */
export function useFocusRow(
  list: RefObject<HTMLUListElement | null>,
  virtualizer: RefObject<Virtualizer<Window, Element> | undefined>,
  items: readonly ListItem[],
): (id: string) => void {
  function focus(id: string): boolean {
    const row = list.current?.querySelector(`[data-alert="${CSS.escape(id)}"]`)
    const links = [...(row?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
    const link = links.find((one) => one.offsetParent)
    link?.focus({ preventScroll: true })
    link?.closest('[data-alert]')?.scrollIntoView({ block: 'nearest' })
    return link !== undefined
  }
  return (id) => {
    if (focus(id)) return
    const index = items.findIndex((item) => item.id === id)
    if (index < 0) return
    virtualizer.current?.scrollToIndex(index, { align: 'center' })
    const wait = (frames: number) => {
      if (frames > 0 && !focus(id)) requestAnimationFrame(() => wait(frames - 1))
    }
    requestAnimationFrame(() => wait(framesWaited))
  }
}
