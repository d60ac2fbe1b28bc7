import { sql } from 'kysely'
import type { MessageLimits } from '../../../contract/config/organization.ts'
import type { Connection, Trx } from '../../kernel/db/types.ts'

export interface OrganizationRow {
  id: string
  key: string
  name: string
  timeZone: string
  language: 'de' | 'en'
  demo: boolean
  rawEventDays: number
  selfTestTime: string | null
  requireSecondFactor: boolean
}

const columns = [
  'id',
  'key',
  'name',
  'timeZone',
  'language',
  'demo',
  'rawEventDays',
  'selfTestTime',
  'requireSecondFactor',
] as const

/** The organization of the transaction. */
export async function getOrganization(trx: Trx): Promise<OrganizationRow> {
  return trx.selectFrom('organizations').select(columns).executeTakeFirstOrThrow()
}

export async function findFallbackUserId(trx: Trx): Promise<string | null> {
  const row = await trx.selectFrom('organizations').select('fallbackUserId').executeTakeFirstOrThrow()
  return row.fallbackUserId
}

/** What the configuration says about limits; empty for the defaults. */
export async function getMessageLimits(trx: Trx): Promise<MessageLimits> {
  const row = await trx.selectFrom('organizations').select('messageLimits').executeTakeFirstOrThrow()
  return row.messageLimits as MessageLimits
}

export async function insertOrganization(
  trx: Trx,
  row: Omit<OrganizationRow, 'rawEventDays' | 'selfTestTime' | 'requireSecondFactor'> & {
    webhookSecretSealed: string
    createdAt: Temporal.Instant
  },
): Promise<void> {
  await trx.insertInto('organizations').values(row).execute()
}

export async function updateOrganization(
  trx: Trx,
  values: {
    name?: string
    timeZone?: string
    language?: 'de' | 'en'
    rawEventDays?: number
    selfTestTime?: string | null
    selfTestNextAt?: null
    requireSecondFactor?: boolean
    fallbackUserId?: string | null
    smtpSealed?: string | null
    webhookSecretSealed?: string
    messageLimits?: string
  },
): Promise<void> {
  await trx.updateTable('organizations').set(values).execute()
}

export async function getWebhookSecretSealed(trx: Trx): Promise<string> {
  const row = await trx.selectFrom('organizations').select('webhookSecretSealed').executeTakeFirstOrThrow()
  return row.webhookSecretSealed
}

export async function getSmtpSealed(trx: Trx): Promise<string | null> {
  const row = await trx.selectFrom('organizations').select('smtpSealed').executeTakeFirstOrThrow()
  return row.smtpSealed
}

/** Across organizations: which id a key has. */
export async function findOrganizationId(engine: Connection, key: string): Promise<string | undefined> {
  const row = await engine.selectFrom('organizations').select('id').where('key', '=', key).executeTakeFirst()
  return row?.id
}

/** Across organizations: all of this installation, by key. */
export async function listOrganizations(engine: Connection): Promise<{ key: string; name: string }[]> {
  return engine.selectFrom('organizations').select(['key', 'name']).orderBy('key').execute()
}

/** Only one transaction at a time, on all nodes, creates organizations; held until the transaction ends. */
export async function lockOrganizationKeys(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(5820417002)`.execute(trx)
}
