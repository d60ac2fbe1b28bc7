import type { OrganizationConfig, SmtpConfig } from '../../../contract/config/organization.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import type { SyncChange } from '../../kernel/sync.ts'
import { differingFields } from '../../kernel/sync.ts'
import {
  findFallbackUserId,
  getMessageLimits,
  getOrganization,
  getSmtpSealed,
  getWebhookSecretSealed,
  updateOrganization,
} from '../store/organizations.ts'
import { findUserByKey, listUsersById } from '../store/users.ts'

/** Brings the organization itself in line; its fallback person must exist by now. */
export async function syncOrganization(kernel: Kernel, work: Work, wanted: OrganizationConfig): Promise<SyncChange[]> {
  const before = await exportOrganization(kernel, work.trx)
  const webhookSecret = wanted.webhookSecret ?? before.webhookSecret!
  const messageLimits = wanted.messageLimits ?? {}
  const limited = Object.keys(messageLimits).length > 0 ? messageLimits : undefined
  const requireSecondFactor = wanted.requireSecondFactor ?? before.requireSecondFactor!
  const kept = { key: before.key, webhookSecret, messageLimits: limited, requireSecondFactor }
  const fields = differingFields(before, { ...wanted, ...kept })
  if (fields.length === 0) return []
  const fallback = wanted.fallback === undefined ? undefined : await findUserByKey(work.trx, wanted.fallback)
  const selfTestTime = wanted.selfTest === 'off' ? null : wanted.selfTest.at
  await updateOrganization(work.trx, {
    selfTestTime,
    // Time or zone may have changed: it is planned anew.
    selfTestNextAt: null,
    name: wanted.name,
    timeZone: wanted.timezone,
    language: wanted.language,
    rawEventDays: wanted.rawEventDays,
    requireSecondFactor,
    fallbackUserId: fallback?.id ?? null,
    messageLimits: JSON.stringify(messageLimits),
    webhookSecretSealed: kernel.secrets.seal('webhook-secret', webhookSecret),
  })
  return [{ noun: 'organization', key: before.key, action: 'update', fields }]
}

export async function exportOrganization(kernel: Kernel, trx: Trx): Promise<OrganizationConfig> {
  const row = await getOrganization(trx)
  const fallbackId = await findFallbackUserId(trx)
  const [fallback] = fallbackId === null ? [] : await listUsersById(trx, [fallbackId])
  const messageLimits = await getMessageLimits(trx)
  return {
    key: row.key,
    name: row.name,
    timezone: row.timeZone,
    language: row.language,
    ...(fallback && { fallback: fallback.key }),
    webhookSecret: kernel.secrets.open('webhook-secret', await getWebhookSecretSealed(trx)),
    rawEventDays: row.rawEventDays,
    requireSecondFactor: row.requireSecondFactor,
    selfTest: row.selfTestTime === null ? 'off' : { at: row.selfTestTime },
    ...(Object.keys(messageLimits).length > 0 && { messageLimits }),
  }
}

interface Providers {
  smtp?: SmtpConfig | undefined
}

/** A mail server without a password keeps the stored one as long as server and user are the same: exports carry none. */
export async function syncProviders(kernel: Kernel, work: Work, wanted: Providers): Promise<SyncChange[]> {
  const before = await storedSmtp(kernel, work.trx)
  const smtp = wanted.smtp && withKnownPassword(wanted.smtp, before)
  const fields = differingFields(before ?? {}, smtp ?? {})
  if (fields.length === 0) return []
  const smtpSealed = smtp === undefined ? null : kernel.secrets.seal('provider', JSON.stringify(smtp))
  await updateOrganization(work.trx, { smtpSealed })
  if (smtp === undefined) return [{ noun: 'providers', key: 'smtp', action: 'remove', fields: [] }]
  if (before === undefined) return [{ noun: 'providers', key: 'smtp', action: 'create', fields: [] }]
  return [{ noun: 'providers', key: 'smtp', action: 'update', fields }]
}

/** The providers without their passwords. */
export async function exportProviders(kernel: Kernel, trx: Trx): Promise<Providers> {
  const smtp = await storedSmtp(kernel, trx)
  if (smtp === undefined) return {}
  const { password: _, ...rest } = smtp
  return { smtp: rest }
}

/** The mail server of the organization with its password; undefined without one. */
async function storedSmtp(kernel: Kernel, trx: Trx): Promise<SmtpConfig | undefined> {
  const sealed = await getSmtpSealed(trx)
  return sealed === null ? undefined : (JSON.parse(kernel.secrets.open('provider', sealed)) as SmtpConfig)
}

function withKnownPassword(wanted: SmtpConfig, before: SmtpConfig | undefined): SmtpConfig {
  const same = before?.host === wanted.host && before.user === wanted.user
  if (wanted.password !== undefined || !same || before.password === undefined) return wanted
  return { ...wanted, password: before.password }
}
