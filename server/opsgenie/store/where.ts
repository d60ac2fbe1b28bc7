import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Operator, Query, QueryField, SortField, TimeField } from '../types.ts'

type Condition = RawBuilder<boolean>

/** What the fields of Opsgenie's search are over `alerts`, `attributes` (opsgenie_alerts) and `acknowledgers` (users). */
const alias = sql<string>`coalesce(attributes.alias, alerts.dedup_key)`
const owner = sql<string>`coalesce(acknowledgers.email, '')`
const updatedAt = sql<Temporal.Instant>`greatest(alerts.last_event_at, alerts.acknowledged_at, alerts.resolved_at)`
const priority = sql<string>`coalesce(attributes.priority, case alerts.severity when 'critical' then 'P1'
  when 'error' then 'P2' when 'info' then 'P5' else 'P3' end)`

const columnByTime: Record<TimeField, RawBuilder<Temporal.Instant>> = {
  createdAt: sql`alerts.created_at`,
  updatedAt,
  lastOccurredAt: sql`alerts.last_event_at`,
}

const columnBySort: Record<SortField, RawBuilder<unknown>> = {
  ...columnByTime,
  tinyId: sql`alerts.number`,
  alias,
  message: sql`alerts.summary`,
  status: sql`alerts.status = 'resolved'`,
  acknowledged: sql`alerts.acknowledged_at is not null`,
  count: sql`alerts.count`,
  source: sql`coalesce(attributes.source, '')`,
  owner,
  priority,
}

export const orderColumn = (field: SortField) => columnBySort[field]

export function conditionOf(query: Query): Condition {
  switch (query.kind) {
    case 'all':
      return joined(query.parts, sql` and `, sql<boolean>`true`)
    case 'any':
      return joined(query.parts, sql` or `, sql<boolean>`false`)
    case 'not':
      return sql<boolean>`not ${conditionOf(query.part)}`
    case 'test':
      return textCondition(query.field, query.operator, query.value)
    case 'detail':
      return sql<boolean>`coalesce(attributes.details ->> ${query.name}::text ilike ${pattern(query.value)}, false)`
    case 'time':
      return timeCondition(columnByTime[query.field], query.operator, query.from, query.to)
    case 'number':
      return compared(query.field === 'count' ? sql`alerts.count` : sql`alerts.number`, query.operator, query.value)
    case 'flag':
      // Who has acknowledged has seen.
      return query.field === 'snoozed'
        ? sql<boolean>`(alerts.status = 'acknowledged' and alerts.snoozed_until is not null) = ${query.value}::boolean`
        : sql<boolean>`(alerts.acknowledged_at is not null) = ${query.value}::boolean`
  }
}

function joined(parts: readonly Query[], separator: RawBuilder<unknown>, none: Condition): Condition {
  return parts.length === 0 ? none : sql<boolean>`(${sql.join(parts.map(conditionOf), separator)})`
}

function textCondition(field: QueryField, operator: Operator, value: string): Condition {
  switch (field) {
    case 'status':
      return statusCondition(value)
    case 'priority':
      return compared(priority, operator, value.toUpperCase())
    case 'tag':
      return sql<boolean>`exists (select from jsonb_array_elements_text(attributes.tags) as tag where tag ilike ${pattern(value)})`
    case 'alias':
      return sql<boolean>`${alias} ilike ${pattern(value)}`
    case 'owner':
      return sql<boolean>`${owner} ilike ${pattern(value)}`
    case 'id':
      return sql<boolean>`alerts.id::text = lower(${value})`
    // What people write there are sentences: a word in them is enough.
    case 'message':
      return sql<boolean>`alerts.summary ilike ${pattern(`*${value}*`)}`
    case 'description':
      return sql<boolean>`coalesce(attributes.description, '') ilike ${pattern(`*${value}*`)}`
    case 'entity':
      return sql<boolean>`coalesce(attributes.entity, '') ilike ${pattern(value)}`
    case 'source':
      return sql<boolean>`coalesce(attributes.source, '') ilike ${pattern(value)}`
  }
}

function statusCondition(status: string): Condition {
  switch (status) {
    case 'closed':
      return sql<boolean>`alerts.status = 'resolved'`
    case 'acked':
      return sql<boolean>`alerts.status = 'acknowledged'`
    case 'unacked':
      return sql<boolean>`alerts.status = 'triggered'`
    default:
      return sql<boolean>`alerts.status <> 'resolved'`
  }
}

/** A day is reached where it begins and passed where it ends. */
function timeCondition(
  column: RawBuilder<unknown>,
  operator: Operator,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Condition {
  const isDay = Temporal.Instant.compare(from, to) !== 0
  if (operator === '=' && isDay) return sql<boolean>`(${column} >= ${from} and ${column} < ${to})`
  if (operator === '>' && isDay) return compared(column, '>=', to)
  if (operator === '<=' && isDay) return compared(column, '<', to)
  return compared(column, operator, from)
}

function compared(column: RawBuilder<unknown>, operator: Operator, value: unknown): Condition {
  return sql<boolean>`${column} ${sql.raw(operator)} ${value}`
}

/** `*` stands for anything; everything else for itself. */
function pattern(value: string): string {
  return value.replaceAll(/[\\%_]/g, String.raw`\$&`).replaceAll('*', '%')
}
