import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'

interface VirtualListProps<Item> {
  label: string
  items: readonly Item[]
  keyOf: (item: Item) => string
  /** The height of a row in pixels, as well as it is known; each is measured once it is there. */
  estimate: number
  children: (item: Item, index: number) => ReactNode
  /** Comes near the end of what is loaded. */
  onNearEnd?: () => void
}

/** Rows of a list of any length: only what can be seen, and a little more, is in the page. Scrolls with the page. */
export function VirtualList<Item>({ label, items, keyOf, estimate, children, onNearEnd }: VirtualListProps<Item>) {
  const list = useRef<HTMLUListElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => setMargin(list.current?.offsetTop ?? 0), [])
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => estimate,
    overscan: 12,
    scrollMargin: margin,
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : keyOf(item)
    },
    onChange: ({ range }) => {
      if (range && range.endIndex >= items.length - 20) onNearEnd?.()
    },
  })
  return (
    <ul ref={list} aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ key, index, start }) => {
        const item = items[index]
        if (item === undefined) return null
        return (
          <li
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0"
            style={{ transform: `translateY(${start - margin}px)` }}
          >
            {children(item, index)}
          </li>
        )
      })}
    </ul>
  )
}
