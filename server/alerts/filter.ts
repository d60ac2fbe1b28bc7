import { sql } from 'kysely'
import type { AlertSort, Narrowing } from '../../contract/alert-list.ts'
import { accented, folded } from '../../rules/alerts/name-order.ts'
import type { Trx } from '../kernel/db/types.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether a text can be the id of a row; asking PostgreSQL for anything else as a UUID would be an error. */
export const isUuid = (text: string) => uuid.test(text)

/** Which alerts; `me` is the person who asks, undefined for a key. */
export interface AlertFilter extends Narrowing {
  status: 'open' | 'all' | 'triggered' | 'acknowledged' | 'resolved'
}

/**
 * The alerts that match, of this table alone: what they refer to is joined to those that are shown. The self-test is nobody's
 * alert; whoever knows its number can read it.
 */
export function matching(trx: Trx, filter: AlertFilter, me: string | undefined) {
  let select = trx
    .selectFrom('alerts')
    .where(sql<boolean>`alerts.source_id not in (select id from sources where type = 'selftest')`)
  if (filter.status === 'open') select = select.where('alerts.status', '<>', 'resolved')
  else if (filter.status !== 'all') select = select.where('alerts.status', '=', filter.status)
  if (filter.priority) select = select.where('alerts.priority', '=', filter.priority)
  if (filter.dedupKey !== undefined) select = select.where('alerts.dedupKey', '=', filter.dedupKey)
  if (filter.from !== undefined) select = select.where('alerts.createdAt', '>=', Temporal.Instant.from(filter.from))
  if (filter.to !== undefined) select = select.where('alerts.createdAt', '<', Temporal.Instant.from(filter.to))
  for (const condition of conditionsOf(filter, me)) select = select.where(condition)
  return select
}

function conditionsOf(filter: AlertFilter, me: string | undefined) {
  const { customer, service, source } = filter
  return [
    ...(customer === undefined ? [] : [sql<boolean>`alerts.customer_id in (${named('customers', customer)})`]),
    ...(service === undefined ? [] : [sql<boolean>`alerts.service_id in (${named('services', service)})`]),
    ...(source === undefined ? [] : [sql<boolean>`alerts.source_id in (${named('sources', source)})`]),
    ...(filter.tag === undefined ? [] : [hasTag(filter.tag)]),
    ...(filter.held === undefined ? [] : [isHeld(filter.held)]),
    ...(filter.group === 'leads' ? [belongsToNone] : []),
    ...(filter.assignee === undefined ? [] : [isWith(filter.assignee, me)]),
    ...(filter.q ? [says(filter.q)] : []),
  ]
}

/** Archived ones too: alerts keep what they were about. */
function named(table: 'customers' | 'services' | 'sources' | 'users', keyOrId: string) {
  const column = isUuid(keyOrId) ? 'id' : 'key'
  return sql`select id from ${sql.table(table)} where ${sql.ref(column)} = ${keyOrId}`
}

/** The priority of an alert may rise: it is a column of its own and a tag only to those who ask. */
function hasTag(tag: string) {
  const priority = /^priority:(.*)$/.exec(tag)?.[1]
  if (priority !== undefined) return sql<boolean>`alerts.priority = ${priority}`
  return sql<boolean>`alerts.tags @> array[${tag}]::text[]`
}

/** What nobody is paged for is only what nobody has answered: an answer ends every hold. */
const heldNow = sql<boolean>`exists (
  select from alert_holds where alert_holds.org_id = alerts.org_id and alert_holds.alert_id = alerts.id)`

function isHeld(wanted: NonNullable<Narrowing['held']>) {
  if (wanted === 'true') return heldNow
  if (wanted === 'false') return sql<boolean>`not ${heldNow}`
  return sql<boolean>`exists (select from alert_holds where alert_holds.org_id = alerts.org_id
    and alert_holds.alert_id = alerts.id and alert_holds.reason = ${wanted})`
}

const belongsToNone = sql<boolean>`not exists (
  select from alert_group_members as member where member.org_id = alerts.org_id and member.alert_id = alerts.id
    and member.left_at is null)`

/** Given to somebody counts until somebody else takes it. */
function isWith(assignee: string, me: string | undefined) {
  const people = assignee === 'me' ? sql`select ${me ?? null}::uuid` : named('users', assignee)
  return sql<boolean>`case when alerts.acknowledged_by is not null then alerts.acknowledged_by in (${people})
    else (case when alerts.assigned_to ->> 'kind' = 'user' then (alerts.assigned_to ->> 'id')::uuid end) in (${people}) end`
}

function says(text: string) {
  const pattern = `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const number = /^#?(\d{1,15})$/.exec(text.trim())?.[1]
  return sql<boolean>`(alerts.summary ilike ${pattern} or alerts.dedup_key ilike ${pattern}
    or alerts.number = ${number === undefined ? null : Number(number)})`
}

/** What the list is ordered by before the number; by names as `nameRank` says. */
export function rankOf(sort: AlertSort) {
  if (sort === 'urgency') {
    return sql<string>`case when alerts.status = 'resolved' then '6'
      when alerts.status = 'acknowledged' then case when alerts.snoozed_until is null then '4' else '5' end
      when ${heldNow} then '3' when alerts.priority = 'high' then '1' else '2' end`
  }
  if (sort === 'newest' || sort === 'oldest') return sql<string>`''`
  const table = sql.table(`${sort}s`)
  const id = sql.ref(`alerts.${sort}Id`)
  const name = sql`translate(coalesce(thing.name, thing.key), ${accented}, ${folded})`
  return sql<string>`coalesce((select '0' || ${name} || chr(9) || thing.key from ${table} as thing
    where thing.org_id = alerts.org_id and thing.id = ${id}), '1') collate "C"`
}
