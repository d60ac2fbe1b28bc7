import { sql } from 'kysely'
import type { Channel } from '../../contract/config/person.ts'
import type { Role, Priority } from '../../contract/keys.ts'
import type { ContactFacts } from '../../rules/readiness/person.ts'
import type { Trx } from '../kernel/db/types.ts'

export interface PersonRow {
  id: string
  key: string
  name: string
  role: Role
  canSignIn: boolean
  invitationEndsAt: Temporal.Instant | null
  contacts: ContactFacts[]
  rules: { priority: Priority; contact: string }[]
  testedAt: Temporal.Instant | null
  testContact: string | null
  testChannel: Channel | null
  testOutcome: 'acknowledged' | 'delivered' | 'sent' | null
}

/** Everything about these people that decides whether a page reaches them, by key: one statement. */
export async function listPeople(trx: Trx, ids: readonly string[]): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select users.id, users.key, users.name, users.role, users.login_id is not null as "canSignIn",
      (select max(expires_at) from invitations as open where open.org_id = users.org_id and open.user_id = users.id
        and open.accepted_at is null) as "invitationEndsAt",
      coalesce((select jsonb_agg(jsonb_build_object('key', key, 'channel', channel, 'verified', verified_at is not null,
          'disabled', disabled_at is not null) order by id)
        from contacts where contacts.org_id = users.org_id and contacts.user_id = users.id
        and contacts.archived_at is null), '[]') as contacts,
      coalesce((select jsonb_agg(jsonb_build_object('priority', rules.priority,
          'contact', coalesce(contacts.key, rules.channel)) order by rules.position)
        from notification_rules as rules left join contacts on contacts.org_id = rules.org_id
          and contacts.id = rules.contact_id
        where rules.org_id = users.org_id and rules.user_id = users.id), '[]') as rules,
      test.sent_at as "testedAt", test.key as "testContact", test.channel as "testChannel", test.outcome as "testOutcome"
    from users left join lateral (
      select sent.sent_at, sent.channel, contacts.key,
        case when answers.id is null then sent.status else 'acknowledged' end as outcome
      from deliveries as sent
        left join contacts on contacts.org_id = sent.org_id and contacts.id = sent.contact_id
          and contacts.archived_at is null
        left join answers on answers.org_id = sent.org_id and answers.delivery_id = sent.id
          and answers.action = 'acknowledge'
      where sent.org_id = users.org_id and sent.user_id = users.id and sent.rank = 0 and sent.subject_id is null
        and sent.kind = 'test' and sent.status in ('sent', 'delivered')
      order by sent.sent_at desc, sent.id desc limit 1) as test on true
    where users.id = any(${ids}::uuid[]) and users.archived_at is null and users.kind = 'person'
    order by users.key`.execute(trx)
  return rows
}

/** The ids of these people that exist now, by key. */
export async function listIdsByKey(trx: Trx, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const rows = await trx
    .selectFrom('users')
    .select(['id', 'key'])
    .where('key', 'in', [...keys])
    .where('archivedAt', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.key, row.id]))
}

/** Sources that somebody set up, and whether they ever sent an event that is still kept, or an alert. */
export async function listSources(trx: Trx) {
  return trx
    .selectFrom('sources')
    .select(['key', 'name', 'enabled', 'serviceId'])
    .select(
      sql<boolean>`exists (select from events where events.org_id = sources.org_id and events.source_id = sources.id)
        or exists (select from alerts where alerts.org_id = sources.org_id and alerts.source_id = sources.id)`.as(
        'hasEvent',
      ),
    )
    .select(
      sql<boolean>`exists (select from jsonb_array_elements(rules) as list (rule)
        where rule -> 'then' ? 'service' or rule -> 'then' -> 'lookup' -> 'set' ? 'service')`.as('findsServices'),
    )
    .where('archivedAt', 'is', null)
    .where('type', 'not in', ['manual', 'system', 'selftest'])
    .orderBy('key')
    .execute()
}

export async function listHeartbeats(trx: Trx) {
  return trx
    .selectFrom('heartbeats')
    .select(['key', 'name'])
    .select(sql<boolean>`status <> 'new'`.as('hasPing'))
    .where('archivedAt', 'is', null)
    .orderBy('key')
    .execute()
}

interface FormerKeyRow {
  noun: 'sources' | 'heartbeats'
  key: string
  name: string
  refused: number
  used: number
  endsAt: Temporal.Instant | null
}

/** Former keys that were refused within a day, or that end within a day and were used within the hour. */
export async function listFormerKeys(trx: Trx, now: Temporal.Instant): Promise<FormerKeyRow[]> {
  const { rows } = await sql<FormerKeyRow>`
    select * from (
      select holder.noun, holder.key, holder.name, former.ends_at as "endsAt",
        coalesce(sum(uses.refused) filter (where uses.last_at > ${now.subtract({ hours: 24 })}), 0)::integer as refused,
        coalesce(sum(uses.uses) filter (where uses.last_at > ${now.subtract({ hours: 1 })}), 0)::integer as used
      from former_keys as former
      join (select 'sources' as noun, id, key, name from sources where archived_at is null
        union all select 'heartbeats', id, key, name from heartbeats where archived_at is null) as holder
        on holder.id = former.holder_id
      join key_uses as uses on uses.org_id = former.org_id and uses.holder_id = former.holder_id
        and uses.name = former.id::text
      where former.ends_at <= ${now.add({ hours: 24 })}
      group by former.id, former.ends_at, holder.noun, holder.key, holder.name) as found
    where refused > 0 or (used > 0 and "endsAt" > ${now})
    order by noun, key, "endsAt"`.execute(trx)
  return rows
}

export async function listServices(trx: Trx) {
  return trx
    .selectFrom('services')
    .select(['id', 'key', 'name'])
    .where('archivedAt', 'is', null)
    .orderBy('key')
    .execute()
}

/** Verified contacts that work, of people who are here, by channel. */
export async function countContacts(trx: Trx) {
  return trx
    .selectFrom('contacts')
    .innerJoin('users', (join) =>
      join.onRef('users.orgId', '=', 'contacts.orgId').onRef('users.id', '=', 'contacts.userId'),
    )
    .select('contacts.channel')
    .select((eb) => eb.fn.countAll<number>().as('contacts'))
    .where('contacts.archivedAt', 'is', null)
    .where('contacts.disabledAt', 'is', null)
    .where('contacts.verifiedAt', 'is not', null)
    .where('users.archivedAt', 'is', null)
    .where('users.kind', '=', 'person')
    .groupBy('contacts.channel')
    .execute()
}

/** Who was named to be paged when nobody else is reached. */
export async function findFallback(trx: Trx): Promise<string | undefined> {
  const row = await trx.selectFrom('organizations').select('fallbackUserId').executeTakeFirstOrThrow()
  return row.fallbackUserId ?? undefined
}
