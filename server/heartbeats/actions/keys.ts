import { randomUUID } from 'node:crypto'
import type { KeyView, RotateRequest } from '../../../contract/former-keys.ts'
import { audit } from '../../audit/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Actor } from '../../kernel/http/actor.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { hashToken } from '../../kernel/secrets.ts'
import { endKey, endOf, keysOf, retireKey } from '../../keys/index.ts'
import { setPingKey } from '../store/changes.ts'
import type { FoundHeartbeat } from '../types.ts'
import { existing } from './pause.ts'

/** Enough to recognise a key, too little to use it. */
const tailLength = 4

/** A ping key as it is kept when another one is in its place. */
export function retired(pingKey: string) {
  return { kind: 'ping_key' as const, hash: hashToken(pingKey), tail: pingKey.slice(-tailLength) }
}

/** Who acts on the keys of a heartbeat, and which one. */
export interface KeyAct {
  kernel: Kernel
  orgId: string
  actor: Actor
  /** Key or id of the heartbeat. */
  name: string
}

/** Gives a heartbeat a new ping address; the old one goes on being taken for `overlap`. Throws not_found. */
export async function rotateKey({ kernel, orgId, actor, name }: KeyAct, { overlap }: RotateRequest): Promise<void> {
  await kernel.work.inOrganization(orgId, async (work) => {
    const heartbeat = await existing(work, name)
    const endsAt = endOf(work.now, overlap)
    await retireKey(work, holderOf(heartbeat), retired(openKey(kernel, heartbeat)), endsAt)
    const pingKey = randomUUID()
    const sealed = { pingKeyHash: hashToken(pingKey), pingKeySealed: kernel.secrets.seal('ping-key', pingKey) }
    await setPingKey(work.trx, heartbeat.id, sealed)
    const data = { after: { formerKeyEndsAt: endsAt?.toString() ?? null } }
    audit(work, { action: 'heartbeat.key_rotated', actor, subject: subjectOf(heartbeat), data })
    work.changed('heartbeats', heartbeat.id)
  })
}

/** From the commit on the former key opens nothing. Throws not_found, and conflict when it has ended already. */
export async function endFormerKey({ kernel, orgId, actor, name }: KeyAct, id: string): Promise<void> {
  await kernel.work.inOrganization(orgId, async (work) => {
    const heartbeat = await existing(work, name)
    await endKey(work, heartbeat.id, id)
    audit(work, { action: 'heartbeat.former_key_ended', actor, subject: subjectOf(heartbeat) })
    work.changed('heartbeats', heartbeat.id)
  })
}

/** The keys of a heartbeat, and when each was used. */
export async function listKeys({ kernel, orgId, name }: Omit<KeyAct, 'actor'>): Promise<KeyView[]> {
  return kernel.work.inOrganization(orgId, async (work: Work) => {
    const heartbeat = await existing(work, name)
    const tail = openKey(kernel, heartbeat).slice(-tailLength)
    return keysOf(work, holderOf(heartbeat), [{ kind: 'ping_key', tail }])
  })
}

const openKey = (kernel: Kernel, { pingKeySealed }: FoundHeartbeat) => kernel.secrets.open('ping-key', pingKeySealed)

const holderOf = ({ id, state }: FoundHeartbeat) => ({ id, lastHeardAt: state.lastPingAt })

const subjectOf = ({ id, key, name }: FoundHeartbeat) => ({ kind: 'heartbeat', id, key, name })
