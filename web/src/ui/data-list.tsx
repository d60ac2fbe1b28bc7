import { createContext, useContext, type ReactNode, type Ref } from 'react'
import { cn } from './class-names.ts'

const Columns = createContext('')

interface DataListProps {
  label: string
  /** The columns of the desk, as a class: 'md:grid-cols-[2fr_1fr_6rem]'. */
  columns: string
  /** The names of the columns, for the eye; each cell says on a phone what it holds. */
  head?: ReactNode[]
  ref?: Ref<HTMLUListElement>
  children: ReactNode
  className?: string
}

/** Dense rows with columns at a desk, cards on a phone. Data of one kind, one thing a row. */
export function DataList({ label, columns, head, ref, children, className }: DataListProps) {
  return (
    <Columns value={columns}>
      {head && (
        <div
          aria-hidden
          className={cn(
            'hidden gap-x-4 border-b border-line px-6 py-1 text-small text-ink-faint md:grid [&>*]:truncate',
            columns,
          )}
        >
          {head.map((name, index) => (
            <span key={index}>{name}</span>
          ))}
        </div>
      )}
      <ul ref={ref} aria-label={label} className={className}>
        {children}
      </ul>
    </Columns>
  )
}

interface DataRowProps {
  children: ReactNode
  /** Set off from the others: off, past, removed. */
  isQuiet?: boolean
  className?: string
}

export function DataRow({ children, isQuiet = false, className }: DataRowProps) {
  const columns = useContext(Columns)
  return (
    <li
      data-row
      className={cn(
        'relative border-b border-line px-4 py-2.5 hover:bg-hover has-[[data-row-link]:focus-visible]:bg-hover md:row-height md:grid md:items-center md:gap-x-4 md:px-6 md:py-0.5',
        'max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-3 max-md:gap-y-0.5',
        columns,
        isQuiet && 'text-ink-faint',
        className,
      )}
    >
      {children}
    </li>
  )
}

interface DataCellProps {
  /** What the cell holds, said on a phone where there is no head; left out where it speaks for itself. */
  label?: string
  /** The name of the thing: a line of its own on a phone. */
  isMain?: boolean
  /** Holds what can be pressed by itself, above the link of the row. */
  isAction?: boolean
  /** Not worth its room on a phone. */
  isDeskOnly?: boolean
  children?: ReactNode
  className?: string
}

export function DataCell({
  label,
  isMain = false,
  isAction = false,
  isDeskOnly = false,
  children,
  className,
}: DataCellProps) {
  return (
    <div
      className={cn(
        'min-w-0 md:truncate',
        isMain && 'font-medium max-md:w-full',
        isAction && 'relative z-1 flex items-center gap-1 md:justify-end',
        isDeskOnly && 'max-md:hidden',
        className,
      )}
    >
      {label && <span className="text-small text-ink-faint md:hidden">{label} </span>}
      {children}
    </div>
  )
}

/** Spread on the link of a row: the whole row can be pressed, and `j` and `k` find it. */
export const rowLink = {
  'data-row-link': true,
  className:
    'outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent',
} as const
