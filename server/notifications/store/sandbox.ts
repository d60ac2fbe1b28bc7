import { sql } from 'kysely'
import type { Connection, Trx } from '../../kernel/db/types.ts'
import type { DeliveryKind } from '../types.ts'

export type CallState = 'ringing' | 'answered' | 'ended' | 'missed'

export interface NewSandboxMessage {
  orgId: string
  id: string
  userId: string
  deliveryId: string | null
  channel: 'email' | 'sms' | 'voice'
  at: Temporal.Instant
  subject: string | null
  text: string
  html: string | null
  links: { href: string; text: string }[]
  spoken: string[] | null
  keys: { digit: string; label: string }[] | null
  callState: CallState | null
}

/**
 * Puts a message into the mailbox or on the phone, if its delivery is still being sent: the row is locked, so that an
 * acknowledgement comes either before (and nothing rings) or after (and silences it). A delivery that is repeated after a
 * crash finds its message. Returns the message's id; undefined when it is not wanted any more.
 */
export async function insertIfWanted(trx: Trx, message: NewSandboxMessage): Promise<string | undefined> {
  const wanted = await trx
    .selectFrom('deliveries')
    .select('id')
    .where('id', '=', message.deliveryId)
    .where('status', '=', 'sending')
    .forShare()
    .executeTakeFirst()
  if (!wanted) return undefined
  const known = await trx
    .selectFrom('sandboxMessages')
    .select('id')
    .where('deliveryId', '=', message.deliveryId)
    .where('direction', '=', 'out')
    .executeTakeFirst()
  if (known) return known.id
  await insertMessage(trx, message, 'out')
  return message.id
}

export async function insertMessage(trx: Trx, message: NewSandboxMessage, direction: 'in' | 'out'): Promise<void> {
  await trx
    .insertInto('sandboxMessages')
    .values({
      ...message,
      direction,
      links: JSON.stringify(message.links),
      spoken: message.spoken && JSON.stringify(message.spoken),
      keys: message.keys && JSON.stringify(message.keys),
    })
    .execute()
}

/** Everybody with what waits for them: unread messages, and whether the phone rings. */
export async function listSandboxPeople(
  trx: Trx,
): Promise<{ key: string; name: string; unread: number; ringing: boolean }[]> {
  const { rows } = await sql<{ key: string; name: string; unread: number; ringing: boolean }>`
    select users.key, users.name,
      count(waiting.id) filter (where waiting.call_state is null)::int as unread,
      coalesce(bool_or(waiting.call_state = 'ringing'), false) as ringing
    from users left join sandbox_messages as waiting
      on waiting.org_id = users.org_id and waiting.user_id = users.id and waiting.direction = 'out'
      and (waiting.call_state = 'ringing' or (waiting.call_state is null and waiting.read_at is null))
    where users.archived_at is null and users.kind = 'person'
    group by users.id, users.key, users.name order by users.name, users.key`.execute(trx)
  return rows
}

export interface SandboxPerson {
  userId: string
  name: string
  language: 'de' | 'en'
  timeZone: string
}

export async function findPerson(trx: Trx, key: string): Promise<SandboxPerson | undefined> {
  return people(trx).where('users.key', '=', key).where('users.archivedAt', 'is', null).executeTakeFirst()
}

export async function getPerson(trx: Trx, userId: string): Promise<SandboxPerson> {
  return people(trx).where('users.id', '=', userId).executeTakeFirstOrThrow()
}

function people(trx: Trx) {
  return trx
    .selectFrom('users')
    .innerJoin('organizations', 'organizations.id', 'users.orgId')
    .select((eb) => [
      'users.id as userId',
      'users.name',
      eb.fn.coalesce('users.language', 'organizations.language').as('language'),
      eb.fn.coalesce('users.timeZone', 'organizations.timeZone').as('timeZone'),
    ])
}

/** The newest messages of a person, oldest first. */
export async function listMessages(trx: Trx, userId: string, limit: number) {
  const rows = await trx
    .selectFrom('sandboxMessages')
    .select(['id', 'channel', 'direction', 'at', 'subject', 'text', 'html', 'links', 'callState', 'spoken', 'keys'])
    .where('userId', '=', userId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.toReversed()
}
export type SandboxMessageRow = Awaited<ReturnType<typeof listMessages>>[number]

/** How many messages of the person were unread until now. */
export async function markRead(trx: Trx, userId: string, at: Temporal.Instant): Promise<number> {
  const result = await trx
    .updateTable('sandboxMessages')
    .set({ readAt: at })
    .where('userId', '=', userId)
    .where('direction', '=', 'out')
    .where('readAt', 'is', null)
    .where('callState', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

export interface Call {
  id: string
  userId: string
  deliveryId: string | null
  alertId: string | null
  /** Null for a call without a message of ours. */
  kind: DeliveryKind | null
  state: CallState
  spoken: string[]
  keys: { digit: string; label: string }[]
}

/** A simulated call, locked: two hands on one keypad act one after the other. */
export async function lockCall(trx: Trx, id: string): Promise<Call | undefined> {
  const row = await trx
    .selectFrom('sandboxMessages as m')
    .leftJoin('deliveries as d', (join) => join.onRef('d.orgId', '=', 'm.orgId').onRef('d.id', '=', 'm.deliveryId'))
    .select(['m.id', 'm.userId', 'm.deliveryId', 'd.alertId', 'd.kind', 'm.callState', 'm.spoken', 'm.keys'])
    .where('m.id', '=', id)
    .where('m.channel', '=', 'voice')
    .forUpdate('m')
    .executeTakeFirst()
  if (!row) return undefined
  const { callState, spoken, keys, ...rest } = row
  return { ...rest, state: callState!, spoken: spoken as string[], keys: keys as Call['keys'] }
}

export async function updateCall(
  trx: Trx,
  id: string,
  call: { state: CallState; spoken: readonly string[] },
): Promise<void> {
  await trx
    .updateTable('sandboxMessages')
    .set({ callState: call.state, spoken: JSON.stringify(call.spoken) })
    .where('id', '=', id)
    .execute()
}

/** Calls that have rung since `before` or longer, across organizations. */
export async function findRinging(
  engine: Connection,
  before: Temporal.Instant,
  limit: number,
): Promise<{ orgId: string; id: string }[]> {
  return engine
    .selectFrom('sandboxMessages')
    .select(['orgId', 'id'])
    .where('callState', '=', 'ringing')
    .where('at', '<=', before)
    .orderBy('at')
    .limit(limit)
    .execute()
}

/** When the call began that has rung longest; undefined when none rings. */
export async function findFirstRinging(engine: Connection): Promise<Temporal.Instant | undefined> {
  const row = await engine
    .selectFrom('sandboxMessages')
    .select('at')
    .where('callState', '=', 'ringing')
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  return row?.at
}

/** How many of these calls still rang and are missed now. */
export async function markMissed(trx: Trx, ids: readonly string[]): Promise<number> {
  const result = await trx
    .updateTable('sandboxMessages')
    .set({ callState: 'missed' })
    .where('id', 'in', ids)
    .where('callState', '=', 'ringing')
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** The alerts that this person was told of by SMS, newest message first; `since` is an identifier that carries its time. */
export async function listTold(
  trx: Trx,
  userId: string,
  since: string,
  limit: number,
): Promise<{ deliveryId: string; alertId: string; bundleId: string | null }[]> {
  const rows = await trx
    .selectFrom('deliveries')
    .select(['id as deliveryId', 'alertId', 'bundleId'])
    .where('userId', '=', userId)
    .where('channel', '=', 'sms')
    .where('alertId', 'is not', null)
    .where('sentAt', 'is not', null)
    .where('id', '>', since)
    .orderBy('sentAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.flatMap(({ alertId, ...row }) => (alertId === null ? [] : [{ ...row, alertId }]))
}
