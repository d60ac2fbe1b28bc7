import { adapterByType } from './adapters/registry.ts'
import type { KeyList, RotateRequest, RotateSecretRequest } from '../../contract/former-keys.ts'
import type { SourceType } from '../../contract/config/source.ts'
import { audit } from '../audit/index.ts'
import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import type { Actor } from '../kernel/http/actor.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { hashToken, randomToken } from '../kernel/secrets.ts'
import { endKey, endOf, keysOf, retireKey } from '../keys/index.ts'
import { existingSource, subjectOf } from './sources.ts'
import * as store from './store/sources.ts'
import type { KeyValues, SourceRow } from './store/sources.ts'

/** As long as PagerDuty's routing keys: its clients refuse any other length. */
const keyLength = 32

/** Enough to recognise a key, too little to use it. */
const tailLength = 4

/** How an integration key is kept: hashed to find its source, sealed to show it again. */
export function keyValues(kernel: Kernel, integrationKey: string): KeyValues {
  return {
    integrationKeyHash: hashToken(integrationKey),
    integrationKeySealed: kernel.secrets.seal('integration-key', integrationKey),
  }
}

/** A new key. That of a mail address is in lower case: mail servers on the way may write it so (165 bits are left). */
export function newIntegrationKey(type: SourceType | string): string {
  const key = randomToken(keyLength)
  return type === 'email' ? key.toLowerCase() : key
}

/** An integration key as it is kept when another one is in its place. */
export function retired(integrationKey: string) {
  return { kind: 'integration_key' as const, hash: hashToken(integrationKey), tail: integrationKey.slice(-tailLength) }
}

/** Who acts on the keys of a source, and which one. */
export interface KeyAct {
  kernel: Kernel
  orgId: string
  actor: Actor
  /** Key or id of the source. */
  name: string
}

/**
 * Gives a source a new key. The old one goes on being taken for `overlap`; with `0s` it opens nothing from the commit on, for
 * a key that leaked. Throws not_found, and conflict for a built-in source.
 */
export async function rotateKey(act: KeyAct, { overlap }: RotateRequest): Promise<void> {
  await inSource(act, async (work, row) => {
    const { kernel, actor } = act
    if (row.integrationKeySealed === null) throw new Fault('conflict', 'This source has no address and so no key.')
    const old = kernel.secrets.open('integration-key', row.integrationKeySealed)
    const endsAt = endOf(work.now, overlap)
    await retireKey(work, holderOf(row), retired(old), endsAt)
    await store.updateKey(work.trx, row.id, keyValues(kernel, newIntegrationKey(row.type)))
    const data = { after: { formerKeyEndsAt: endsAt?.toString() ?? null } }
    audit(work, { action: 'source.key_rotated', actor, subject: subjectOf(row), data })
  })
}

/** The same for what the sender proves itself with. Throws conflict where senders of this type have no way to prove one. */
export async function rotateSecret(act: KeyAct, { secret, overlap }: RotateSecretRequest): Promise<void> {
  await inSource(act, async (work, row) => {
    const { kernel, actor } = act
    if (!takesSecret(row.type)) throw new Fault('conflict', 'Senders of this type have no way to prove a secret.')
    const endsAt = endOf(work.now, overlap)
    const { secretSealed: sealed } = row
    if (sealed !== null && kernel.secrets.open('source-secret', sealed) === secret)
      throw new Fault('conflict', 'This is the secret that the source has already.')
    if (sealed !== null) await retireKey(work, holderOf(row), { kind: 'secret', tail: '', sealed }, endsAt)
    await store.updateSecret(work.trx, row.id, kernel.secrets.seal('source-secret', secret))
    const data = { after: { formerSecretEndsAt: sealed === null ? null : (endsAt?.toString() ?? null) } }
    audit(work, { action: 'source.secret_rotated', actor, subject: subjectOf(row), data })
  })
}

/** From the commit on the former key or secret opens nothing. Throws not_found, and conflict when it has ended already. */
export async function endFormerKey(act: KeyAct, id: string): Promise<void> {
  await inSource(act, async (work, row) => {
    const { kind } = await endKey(work, row.id, id)
    const action = kind === 'secret' ? 'source.former_secret_ended' : 'source.former_key_ended'
    audit(work, { action, actor: act.actor, subject: subjectOf(row) })
  })
}

/** The keys of a source and its secrets, and when each was used. */
export async function listKeys({ kernel, orgId, name }: Omit<KeyAct, 'actor'>): Promise<KeyList> {
  return kernel.work.inOrganization(orgId, async (work) => {
    const row = await existingSource(work, name)
    if (row.integrationKeySealed === null) return { items: [], secret: 'impossible' }
    const key = kernel.secrets.open('integration-key', row.integrationKeySealed)
    const hasSecret = row.secretSealed !== null
    const items = await keysOf(work, holderOf(row), [
      { kind: 'integration_key', tail: key.slice(-tailLength) },
      ...(hasSecret ? [{ kind: 'secret' as const, tail: null }] : []),
    ])
    return { items, secret: takesSecret(row.type) ? (hasSecret ? 'set' : 'none') : 'impossible' }
  })
}

/** Whether senders of this type can prove a secret. */
const takesSecret = (type: string) =>
  Object.hasOwn(adapterByType, type) && adapterByType[type as SourceType].verify !== undefined

const holderOf = ({ id, lastEventAt }: SourceRow) => ({ id, lastHeardAt: lastEventAt })

async function inSource(
  { kernel, orgId, name }: KeyAct,
  change: (work: Work, row: SourceRow) => Promise<void>,
): Promise<void> {
  await kernel.work.inOrganization(orgId, async (work) => {
    const row = await existingSource(work, name)
    await change(work, row)
    // Every node forgets what it knows of integration keys.
    work.changed('setup')
    work.changed('sources', row.id)
  })
}
