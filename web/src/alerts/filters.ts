import type { HoldReason } from '../../../contract/alerts.ts'
import { oneOf, text } from '../app/search-values.ts'

export const alertTabs = ['open', 'triggered', 'acknowledged', 'resolved', 'all'] as const
export type AlertTab = (typeof alertTabs)[number]
export const groupings = ['customer', 'service', 'source'] as const
export type Grouping = (typeof groupings)[number]
export const sortings = ['newest', 'oldest', 'urgency'] as const
export type Sorting = (typeof sortings)[number]
const holds: readonly HoldReason[] = [
  'maintenance',
  'dependency',
  'group',
  'delay',
  'threshold',
  'suppressed',
  'merged',
]
export const heldValues = ['true', 'false', ...holds] as const

/** What narrows and orders the list; all of it stands in the address. */
export interface AlertFilters {
  status?: AlertTab
  q?: string
  priority?: 'high' | 'low'
  /** The customer that the whole console is narrowed to. */
  customer?: string | undefined
  source?: string
  service?: string
  tag?: string
  held?: (typeof heldValues)[number]
  assignee?: string
  from?: string
  to?: string
  sort?: Sorting
  by?: Grouping
}

/** What is shown as a chip that can be taken away. */
export const narrowingNames = [
  'priority',
  'customer',
  'service',
  'source',
  'tag',
  'held',
  'assignee',
  'from',
  'to',
] as const
export type NarrowingName = (typeof narrowingNames)[number]

/** The address of a list, whoever wrote it: a value that is none of the known ones is as good as none. */
export function readFilters(search: Record<string, unknown>): AlertFilters {
  return withoutEmpty({
    status: oneOf(alertTabs, search['status']),
    priority: oneOf(['high', 'low'] as const, search['priority']),
    held: oneOf(heldValues, typeof search['held'] === 'boolean' ? String(search['held']) : search['held']),
    sort: oneOf(sortings, search['sort']),
    by: oneOf(groupings, search['by']),
    from: instant(search['from']),
    to: instant(search['to']),
    q: text(search['q']),
    customer: text(search['customer']),
    source: text(search['source']),
    service: text(search['service']),
    tag: text(search['tag']),
    assignee: text(search['assignee']),
  })
}

/** What the server is asked: what belongs to another alert is shown below it, unless something is looked for. */
export function askedOf({ by, sort, status = 'open', ...narrowing }: AlertFilters) {
  const { q, held } = narrowing
  const isSearch = q !== undefined || (held !== undefined && held !== 'false')
  return {
    ...narrowing,
    status,
    sort: by ?? sort,
    group: isSearch || status === 'resolved' || status === 'all' ? undefined : 'leads',
  }
}

/** What only narrows: what the numbers beside the tabs are counted by. */
export function narrowingOf(filters: AlertFilters) {
  const { by: _by, sort: _sort, status: _status, held: _held, ...narrowing } = filters
  return narrowing
}

export function withoutEmpty(filters: { [Name in keyof AlertFilters]: AlertFilters[Name] | undefined }): AlertFilters {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined && value !== ''))
}

function instant(value: unknown): string | undefined {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined
}

export type ChangeFilters = (values: { [Name in keyof AlertFilters]?: AlertFilters[Name] | undefined }) => void
