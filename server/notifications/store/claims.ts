import { sql } from 'kysely'
import type { Channel } from '../../../contract/config/person.ts'
import type { Connection, Trx } from '../../kernel/db/types.ts'
import type { Claim, OrganizationSetup, PageKind, Sending } from '../types.ts'

/** Organizations with deliveries that are due, or whose sender's lease ran out; the longest waiting first. */
export async function findDueOrganizations(
  engine: Connection,
  now: Temporal.Instant,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ orgId: string }>`
    select org_id from (
      select org_id, due_at as at from deliveries where status = 'planned' and due_at <= ${now}
      union all
      select org_id, lease_until from deliveries where status = 'sending' and lease_until <= ${now}
    ) as due group by org_id order by min(at) limit ${limit}`.execute(engine)
  return rows.map((row) => row.orgId)
}

/** Organizations in which deliveries are being sent, by whomever. */
export async function findSendingOrganizations(engine: Connection): Promise<string[]> {
  const rows = await engine
    .selectFrom('deliveries')
    .select('orgId')
    .where('status', '=', 'sending')
    .distinct()
    .execute()
  return rows.map((row) => row.orgId)
}

/** Ends the leases of all deliveries that are being sent. */
export async function endLeases(trx: Trx, now: Temporal.Instant): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ leaseUntil: now })
    .where('status', '=', 'sending')
    .where('leaseUntil', '>', now)
    .execute()
}

/** When the next delivery or lease falls due; only those after `after`, when it is given. */
export async function findNextDue(
  engine: Connection,
  after: Temporal.Instant | undefined,
): Promise<Temporal.Instant | undefined> {
  const { rows } = await sql<{ at: Temporal.Instant | null }>`
    select least(
      (select min(due_at) from deliveries where status = 'planned' and due_at > coalesce(${after ?? null}::timestamptz, '-infinity')),
      (select min(lease_until) from deliveries where status = 'sending' and lease_until > coalesce(${after ?? null}::timestamptz, '-infinity'))
    ) as at`.execute(engine)
  return rows[0]?.at ?? undefined
}

export async function getSetup(trx: Trx, orgId: string): Promise<OrganizationSetup> {
  return trx
    .selectFrom('organizations')
    .select(['id', 'name', 'demo', 'smtpSealed', 'webhookSecretSealed'])
    .where('id', '=', orgId)
    .executeTakeFirstOrThrow()
}

export interface Claiming {
  orgId: string
  provider: string
  simulated: boolean
  channels: readonly Channel[]
  now: Temporal.Instant
  leaseUntil: Temporal.Instant
  limit: number
}

/**
 * Takes due deliveries of these channels for sending. What another node holds at this moment is passed over; an expired
 * lease is taken over with the same delivery id, which every provider receives as the idempotency key. Materialized: as a
 * plain subquery the planner may run it once per row, and then it takes more than `limit`.
 */
export async function claimDeliveries(trx: Trx, claiming: Claiming): Promise<Claim[]> {
  const { orgId, provider, simulated, channels, now, leaseUntil, limit } = claiming
  const { rows } = await sql<{ id: string; tries: number }>`
    with due as materialized (
      select org_id, id from deliveries
      where org_id = ${orgId}::uuid and channel = any(${channels}::text[])
        and ((status = 'planned' and due_at <= ${now}) or (status = 'sending' and lease_until <= ${now}))
      order by due_at limit ${limit} for update skip locked
    )
    update deliveries set status = 'sending', lease_until = ${leaseUntil}, tries = tries + 1,
      provider = ${provider}, simulated = ${simulated}
    from due where deliveries.org_id = due.org_id and deliveries.id = due.id
    returning deliveries.id, deliveries.tries`.execute(trx)
  return rows.map(({ id, tries }) => ({ orgId, id, tries, leaseUntil, provider }))
}

/** The delivery as it stands now with all that its message needs; read right before sending. */
export async function loadSending(trx: Trx, id: string): Promise<Sending | undefined> {
  const row = await trx
    .selectFrom('deliveries as d')
    .innerJoin('users as u', (join) => join.onRef('u.orgId', '=', 'd.orgId').onRef('u.id', '=', 'd.userId'))
    .innerJoin('organizations as o', 'o.id', 'd.orgId')
    .leftJoin('contacts as c', (join) => join.onRef('c.orgId', '=', 'd.orgId').onRef('c.id', '=', 'd.contactId'))
    .leftJoin('pages as p', (join) => join.onRef('p.orgId', '=', 'd.orgId').onRef('p.id', '=', 'd.pageId'))
    .select(['d.id', 'd.kind', 'd.status', 'd.tries', 'd.attempt', 'd.channel', 'd.createdAt', 'd.contentSealed'])
    .select(['d.address', 'd.userId', 'u.key as userKey', 'u.name as userName', 'u.language', 'u.timeZone'])
    .select(['o.id as orgId', 'o.name as orgName', 'o.demo', 'o.smtpSealed', 'o.webhookSecretSealed'])
    .select(['o.language as orgLanguage', 'o.timeZone as orgTimeZone', 'u.archivedAt as userArchivedAt'])
    .select([
      'c.id as contactId',
      'c.key as contactKey',
      'c.address as contactAddress',
      'c.secretSealed',
      'c.pushKeysSealed',
    ])
    .select(['c.verifiedAt', 'c.disabledAt', 'c.archivedAt as contactArchivedAt'])
    .select(['p.id as pageId', 'p.kind as pageKind', 'p.alertId', 'p.epoch', 'p.step', 'p.round'])
    .where('d.id', '=', id)
    .executeTakeFirst()
  return row && asSending(row)
}

type SendingRow = Pick<
  Sending,
  'id' | 'kind' | 'status' | 'tries' | 'attempt' | 'channel' | 'createdAt' | 'contentSealed'
> & {
  address: string | null
  userId: string
  userKey: string
  userName: string
  language: 'de' | 'en' | null
  timeZone: string | null
  userArchivedAt: Temporal.Instant | null
  orgId: string
  orgName: string
  demo: boolean
  smtpSealed: string | null
  webhookSecretSealed: string
  orgLanguage: 'de' | 'en'
  orgTimeZone: string
  contactId: string | null
  contactKey: string | null
  contactAddress: string | null
  secretSealed: string | null
  pushKeysSealed: string | null
  verifiedAt: Temporal.Instant | null
  disabledAt: Temporal.Instant | null
  contactArchivedAt: Temporal.Instant | null
  pageId: string | null
  pageKind: PageKind | null
  alertId: string | null
  epoch: number | null
  step: number | null
  round: number | null
}

function asSending(row: SendingRow): Sending {
  const { id, kind, status, tries, attempt, channel, createdAt, contentSealed } = row
  return {
    id,
    kind,
    status,
    tries,
    attempt,
    channel,
    createdAt,
    contentSealed,
    address: row.contactAddress ?? row.address ?? '',
    recipient: {
      userId: row.userId,
      key: row.userKey,
      name: row.userName,
      language: row.language ?? row.orgLanguage,
      timeZone: row.timeZone ?? row.orgTimeZone,
    },
    organization: {
      id: row.orgId,
      name: row.orgName,
      demo: row.demo,
      smtpSealed: row.smtpSealed,
      webhookSecretSealed: row.webhookSecretSealed,
    },
    contact: row.contactId === null ? null : contactOf(row, row.contactId),
    page:
      row.pageId === null
        ? null
        : {
            id: row.pageId,
            kind: row.pageKind!,
            alertId: row.alertId!,
            epoch: row.epoch!,
            step: row.step!,
            round: row.round!,
          },
  }
}

/** A code goes to a contact that is not verified yet; a page only to one that is. Nothing goes to people who left. */
function contactOf(row: SendingRow, id: string): NonNullable<Sending['contact']> {
  const present = row.contactArchivedAt === null && row.userArchivedAt === null
  const proven = row.verifiedAt !== null && row.disabledAt === null
  return {
    id,
    key: row.contactKey!,
    secretSealed: row.pushKeysSealed ?? row.secretSealed,
    usable: present && (proven || row.kind !== 'page'),
  }
}
