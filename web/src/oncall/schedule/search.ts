import { asDate, views, type View } from '../timeline/views.ts'

/** What of a schedule is seen; all of it stands in the address. */
export interface ScheduleSearch {
  view?: View
  /** The day around which it is seen; today when left out. */
  date?: string
  edit?: 'yes'
  /** `new`, or the id of the override that is open. */
  override?: string
  /** Of a new override: local times of the schedule, and for whom. */
  from?: string
  to?: string
  who?: string
}

const local = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value) ? value : undefined
const text = (value: unknown) =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? `${value}` : undefined

export function readScheduleSearch(search: Record<string, unknown>): ScheduleSearch {
  const date = asDate(text(search['date']))
  const view = views.find((one) => one === search['view'])
  const found: { [Name in keyof ScheduleSearch]: ScheduleSearch[Name] | undefined } = {
    view,
    date,
    edit: search['edit'] === 'yes' ? ('yes' as const) : undefined,
    override: text(search['override']),
    from: local(search['from']),
    to: local(search['to']),
    who: text(search['who']),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}
