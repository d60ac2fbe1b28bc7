import { useQuery } from '@tanstack/react-query'
import { measureElement, useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useState, type ReactNode, type RefObject } from 'react'
import type { Alert } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { useDesk } from '../../app/use-desk.ts'
import { alertsByNumberQuery } from '../queries.ts'
import type { ListItem } from './items.ts'
import { readList, writeList } from './list-store.ts'
import { withRows } from './list-state.ts'
import { createPace } from './pace.ts'

/** A row of the desk with its line, a card of a phone, until they are measured. */
const rowPixels = 37
const cardPixels = 176
const headingPixels = 36
/** This many rows before the end the next page is asked for. */
const rowsAhead = 40
/** Rows in sight are brought up to date by so many at once, so that scrolling a little asks nothing. */
const refreshed = 50

interface RowsProps {
  listId: string
  list: RefObject<HTMLUListElement | null>
  items: readonly ListItem[]
  /** The first page as it stands now. */
  head: readonly Alert[]
  /** How many are known to the list, for screen readers; -1 while there are more. */
  total: number
  onNearEnd: () => void
  /** `isPassing`: dragged past faster than anybody reads. */
  render: (item: ListItem, isPassing: boolean) => ReactNode
  virtualizerRef: RefObject<Virtualizer<Window, Element> | undefined>
}

/** Only what is in sight is in the page, however long the list is. The window scrolls. */
export function Rows({ listId, list, items, head, total, onNearEnd, render, virtualizerRef }: RowsProps) {
  const { t } = useText()
  const margin = useOffset(list)
  const isDesk = useDesk()
  const virtualizer = useWindowVirtualizer<Element>({
    count: items.length,
    estimateSize: (index) => estimateOf(items[index], isDesk),
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 8,
    scrollMargin: margin,
    measureElement: (element, entry, instance) => {
      const item = items[instance.indexFromElement(element)]
      // The browser says how high a row is once it is laid out; asking for it before would lay out each row on its own.
      if (entry || !isDesk || !item || item.kind === 'members') return measureElement(element, entry, instance)
      return instance.itemSizeCache.get(item.id) ?? estimateOf(item, isDesk)
    },
    directDomUpdates: true,
    useFlushSync: false,
  })
  useLayoutEffect(() => {
    virtualizerRef.current = virtualizer
  })
  const [pace] = useState(() => createPace(() => window.innerHeight))
  const isPassing = isDesk && virtualizer.isScrolling && pace(virtualizer.scrollOffset ?? 0, performance.now())
  const shown = virtualizer.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  const isNearEnd = lastShown >= items.length - rowsAhead
  useEffect(() => {
    if (isNearEnd) onNearEnd()
  }, [isNearEnd, items.length, onNearEnd])
  useFreshRows(listId, useMissing(items, head, shown[0]?.index ?? 0, lastShown), virtualizer.isScrolling)
  return (
    <ul
      ref={(element) => {
        list.current = element
        virtualizer.containerRef(element)
      }}
      aria-label={t('alerts:list.name')}
      className="relative"
    >
      {shown.map(({ index, key }) => (
        <li
          key={key}
          ref={virtualizer.measureElement}
          data-index={index}
          aria-setsize={total}
          aria-posinset={index + 1}
          className="absolute inset-x-0 top-0"
        >
          {items[index] && render(items[index], isPassing)}
        </li>
      ))}
    </ul>
  )
}

function estimateOf(item: ListItem | undefined, isDesk: boolean): number {
  if (item?.kind === 'heading') return headingPixels
  return isDesk ? rowPixels : cardPixels
}

/** How far below the top of the page the list begins: what stands above it may grow by a line. */
function useOffset(list: RefObject<HTMLUListElement | null>): number {
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => {
    const read = () => setOffset((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    read()
    const observer = new ResizeObserver(read)
    for (const before of list.current?.parentElement?.children ?? []) {
      if (before !== list.current) observer.observe(before)
    }
    return () => observer.disconnect()
  }, [list])
  return offset
}

/** The numbers of rows in sight that the first page says nothing of: further down, or no longer part of the list. */
function useMissing(items: readonly ListItem[], head: readonly Alert[], first: number, last: number): number[] {
  const from = Math.floor(first / refreshed) * refreshed
  const to = Math.ceil((last + 1) / refreshed) * refreshed
  return useMemo(() => {
    const known = new Set(head.map((alert) => alert.id))
    return items
      .slice(from, to)
      .flatMap((item) => (item.kind === 'alert' && !known.has(item.id) ? [item.alert.number] : []))
  }, [items, head, from, to])
}

/** The first page follows every change by itself; the other rows in sight are read again here. */
function useFreshRows(listId: string, numbers: number[], isScrolling: boolean) {
  const query = alertsByNumberQuery(numbers.slice(0, 200))
  const { data, dataUpdatedAt } = useQuery({ ...query, enabled: numbers.length > 0 && !isScrolling })
  useEffect(() => {
    const state = readList(listId)
    if (data && state) writeList(listId, withRows(state, data.items))
  }, [listId, data, dataUpdatedAt])
}
