import { useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { useText } from '../app/i18n.ts'
import { cn } from './class-names.ts'
import { GripIcon } from './icons.ts'
import { tip } from './tooltip.tsx'

interface ReorderListProps<Item extends { id: string }> {
  items: readonly Item[]
  /** How an item is called, for its handle. */
  nameOf: (item: Item) => string
  onMove: (from: number, to: number) => void
  children: (item: Item, index: number, handle: ReactNode) => ReactNode
  className?: string
  itemClassName?: string
}

/** A list whose order means something: by the handle of an item it is dragged with mouse or finger, or moved by arrow keys. */
export function ReorderList<Item extends { id: string }>({
  items,
  nameOf,
  onMove,
  children,
  ...rest
}: ReorderListProps<Item>) {
  const list = useRef<HTMLOListElement>(null)
  return (
    <ol ref={list} className={rest.className}>
      {items.map((item, index) => (
        <li key={item.id} className={rest.itemClassName}>
          {children(
            item,
            index,
            <Handle list={list} index={index} count={items.length} name={nameOf(item)} onMove={onMove} />,
          )}
        </li>
      ))}
    </ol>
  )
}

interface HandleProps {
  list: React.RefObject<HTMLOListElement | null>
  index: number
  count: number
  name: string
  onMove: (from: number, to: number) => void
}

function Handle({ list, index, count, name, onMove }: HandleProps) {
  const { t } = useText()
  const isHeld = useRef(false)
  const moveTo = (to: number) => {
    if (to !== index && to >= 0 && to < count) onMove(index, to)
  }
  function drag(event: PointerEvent) {
    if (isHeld.current) moveTo(placeAt(list.current, event.clientY, index))
  }
  function press(event: KeyboardEvent) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    moveTo(index + step)
  }
  const text = t('ui:reorder.handle', { name, position: index + 1, count })
  return (
    <button
      type="button"
      aria-label={text}
      {...tip(text)}
      className={cn(
        'flex size-7 shrink-0 cursor-grab touch-none items-center justify-center rounded text-ink-faint hover:bg-hover hover:text-ink active:cursor-grabbing max-md:size-11',
        count < 2 && 'invisible',
      )}
      onKeyDown={press}
      onPointerDown={(event) => {
        isHeld.current = true
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={drag}
      onPointerUp={() => (isHeld.current = false)}
      onPointerCancel={() => (isHeld.current = false)}
    >
      <GripIcon className="size-4" aria-hidden />
    </button>
  )
}

/** The place in the list over which a pointer is; the middle of a neighbour must be passed, so that nothing flutters. */
function placeAt(list: HTMLOListElement | null, y: number, index: number): number {
  const rows = [...(list?.children ?? [])].map((row) => row.getBoundingClientRect())
  const middle = (row: DOMRect) => row.top + row.height / 2
  let place = index
  while (place > 0 && y < middle(rows[place - 1]!)) place -= 1
  if (place === index) while (place < rows.length - 1 && y > middle(rows[place + 1]!)) place += 1
  return place
}
