import type { CelInput } from '@bufbuild/cel'
import { celMap } from '@bufbuild/cel'
import { priorityOf } from '../../../rules/intake/priority.ts'
import type { Draft } from '../../../rules/intake/ruling.ts'
import type { AlertSource } from '../../alerts/index.ts'
import type { JsonObject } from '../adapters/json.ts'
import { foldedKey } from '../tables/table.ts'
import type { LookupTable } from '../tables/table.ts'
import type { SourceRules } from './source-rules.ts'

/** What rules see of one event beside the event itself. */
export interface Surroundings {
  rules: SourceRules
  priorities: AlertSource['priorities']
  receivedAt: Temporal.Instant
}

/** Larger raw events are not shown to rules: searching them would cost more than all else. */
const mostRawLength = 64 * 1024

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** What templates see: plain data. */
export function templateScope({ event, chosen }: Draft, { rules, priorities, receivedAt }: Surroundings): JsonObject {
  const { source } = rules
  const { action, dedupKey, summary, severity, tags = [] } = event
  return {
    event: {
      action,
      dedupKey,
      summary,
      severity,
      priority: event.priority ?? priorityOf(severity, priorities),
      tags,
      customer: chosen.customer?.key ?? source.customer,
      service: chosen.service?.key ?? source.service,
      escalationPolicy: chosen.escalationPolicy?.key ?? source.escalationPolicy,
    },
    fields: event.fields,
    source,
    raw: rawOf(event.raw),
    time: timeOf(receivedAt, rules.timeZone),
  }
}

/** What conditions see: the same, and the look-up tables. Nothing is copied that no condition asks for. */
export function conditionScope(draft: Draft, around: Surroundings): Record<string, CelInput> {
  const { event, fields, source, time } = templateScope(draft, around)
  const { hour, minute, ...words } = time as ReturnType<typeof timeOf>
  return {
    event: event as CelInput,
    fields: celMap(viewOf(fields as Record<string, CelInput>)),
    source: source as CelInput,
    raw: celMap(viewOf(rawOf(draft.event.raw) as Record<string, CelInput>)),
    // Whole numbers of CEL, so that they can be counted with.
    time: { ...words, hour: BigInt(hour), minute: BigInt(minute) },
    lookup: celMap(new Map([...around.rules.tables].map(([key, table]) => [key, celMap(rowsOf(table))]))),
  }
}

/** Wall-clock time of the organization. `clock` compares as text: `time.clock >= "22:00" || time.clock < "06:00"`. */
function timeOf(at: Temporal.Instant, timeZone: string) {
  const local = at.toZonedDateTimeISO(timeZone)
  return {
    hour: local.hour,
    minute: local.minute,
    weekday: weekdays[local.dayOfWeek - 1]!,
    date: local.toPlainDate().toString(),
    clock: local.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

const sizeOf = new WeakMap<object, boolean>()

/** The raw event where it is an object of sensible size; otherwise nothing of it. */
function rawOf(raw: unknown): JsonObject {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return {}
  let fits = sizeOf.get(raw)
  if (fits === undefined) {
    fits = JSON.stringify(raw).length <= mostRawLength
    sizeOf.set(raw, fits)
  }
  return fits ? (raw as JsonObject) : {}
}

/** Own members of an object as a map that copies nothing. */
function viewOf(object: Readonly<Record<string, CelInput>>): ReadonlyMap<string, CelInput> {
  const entries = () => new Map(Object.entries(object))
  return {
    get size() {
      return Object.keys(object).length
    },
    get: (key) => (typeof key === 'string' && Object.hasOwn(object, key) ? (object[key] ?? null) : undefined),
    has: (key) => typeof key === 'string' && Object.hasOwn(object, key),
    keys: () => entries().keys(),
    values: () => entries().values(),
    entries: () => entries().entries(),
    forEach: (act) => entries().forEach(act),
    [Symbol.iterator]: () => entries()[Symbol.iterator](),
  }
}

/** The rows of a table by their keys, in any case; a row becomes a map when it is asked for. */
function rowsOf({ rowByKey, columns }: LookupTable): ReadonlyMap<string, CelInput> {
  const asRow = (cells: readonly string[]): CelInput =>
    Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  const entries = () => new Map([...rowByKey].map(([key, cells]) => [key, asRow(cells)]))
  const get = (key: string) => {
    const cells = typeof key === 'string' ? rowByKey.get(foldedKey(key)) : undefined
    return cells && asRow(cells)
  }
  return {
    size: rowByKey.size,
    get,
    has: (key) => get(key) !== undefined,
    keys: () => rowByKey.keys(),
    values: () => entries().values(),
    entries: () => entries().entries(),
    forEach: (act) => entries().forEach(act),
    [Symbol.iterator]: () => entries()[Symbol.iterator](),
  }
}
