import type { KeyKind, KeyView } from '../../contract/former-keys.ts'
import { parseDuration } from '../../contract/durations.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import type { Kernel } from '../kernel/kernel.ts'
import * as store from './store.ts'
import type { FormerKey, Holder, Retired, UsesOfKey } from './types.ts'

/** More keys at once than this, and nobody knows any more who uses which. */
const mostTaken = 5

/** An ended key is remembered for so long, to say who still uses it; its uses a little longer than they are shown. */
const endedDays = 30
const usesDays = 7

/** When a key that is replaced now ends: undefined waits for a person. */
export function endOf(now: Temporal.Instant, overlap: string | null): Temporal.Instant | null {
  return overlap === null ? null : now.add({ seconds: parseDuration(overlap)! })
}

/** Whether a key is still taken at this instant. */
export const isTaken = ({ endsAt }: Pick<FormerKey, 'endsAt'>, now: Temporal.Instant) =>
  endsAt === null || Temporal.Instant.compare(now, endsAt) < 0

/**
 * Keeps a key that was replaced: taken until `endsAt` (null: until somebody ends it), and recognised after that. Throws
 * conflict when too many former keys of the holder are taken.
 */
export async function retireKey(
  work: Work,
  holder: Holder,
  key: Retired,
  endsAt: Temporal.Instant | null,
): Promise<void> {
  const { trx, orgId, now } = work
  const former = await store.listFormer(trx, [holder.id])
  const taken = former.filter((one) => one.kind === key.kind && isTaken(one, now))
  if (taken.length >= mostTaken && isTaken({ endsAt }, now)) {
    throw new Fault('conflict', `${mostTaken} former keys are still taken. End one of them first.`)
  }
  const id = work.id()
  await store.insertFormer(trx, { orgId, id, holderId: holder.id, replacedAt: now, endsAt }, key)
  await store.renameUses(trx, holder.id, key.kind, id)
  if (former.length === 0 && holder.lastHeardAt !== null && key.kind !== 'secret') {
    const first = { holderId: holder.id, name: id, at: holder.lastHeardAt, sender: null, refused: false, times: 1 }
    await store.addUses(trx, orgId, [first])
  }
}

/** From the commit on nobody takes this former key any more. Throws not_found, and conflict when it has ended already. */
export async function endKey(work: Work, holderId: string, id: string): Promise<FormerKey> {
  const key = (await store.listFormer(work.trx, [holderId])).find((one) => one.id === id)
  if (!key) throw new Fault('not_found', 'There is no such key.')
  if (!isTaken(key, work.now)) throw new Fault('conflict', 'This key has ended already.')
  await store.setEnd(work.trx, id, work.now)
  return key
}

/**
 * A key becomes the present one of a holder. Where it was a former one of the same holder, when that would have ended is
 * returned: as long the key in its place goes on being taken; undefined otherwise.
 */
export async function takeBackKey(
  { trx, now }: Work,
  holderId: string,
  hash: Buffer,
): Promise<{ endsAt: Temporal.Instant | null } | undefined> {
  const own = (await store.takeByHash(trx, hash)).find((one) => one.holderId === holderId)
  if (!own) return undefined
  return isTaken(own, now) ? { endsAt: own.endsAt } : undefined
}

/** Throws invalid_config, at the place of the first of these keys that is a former key of another organization and still taken. */
export async function refuseKeysOfOthers(
  { engine }: Kernel,
  { orgId, now }: Work,
  wanted: readonly { path: string; hash: Buffer }[],
): Promise<void> {
  const found = await store.findTaken(
    engine,
    wanted.map(({ hash }) => hash),
    now,
  )
  const others = found.filter((one) => one.orgId !== orgId)
  const first = wanted.find(({ hash }) => others.some(({ keyHash }) => keyHash?.equals(hash)))
  if (!first) return
  const message = 'This secret is already in use on this installation. Choose another one.'
  throw new Fault('invalid_config', message, [{ path: first.path, message }])
}

/** The keys of a removed holder open nothing, and nobody asks who used them. */
export const forgetKeys = ({ trx }: Work, holderId: string): Promise<void> => store.deleteOfHolder(trx, holderId)

/** The former keys of these holders, newest first. */
export const formerKeys = (trx: Trx, holderIds: readonly string[]): Promise<FormerKey[]> =>
  holderIds.length === 0 ? Promise.resolve([]) : store.listFormer(trx, holderIds)

/** All keys of a holder as they are shown: of the present ones their kind and tail are given. */
export async function keysOf(
  { trx, now }: Work,
  holder: Holder,
  present: readonly { kind: KeyKind; tail: string | null }[],
): Promise<KeyView[]> {
  const former = await store.listFormer(trx, [holder.id])
  const uses = new Map((await store.listUses(trx, [holder.id], now)).map((one) => [one.name, one]))
  const heard = former.length === 0 ? holder.lastHeardAt : null
  return [
    ...present.map(({ kind, tail }): KeyView => {
      const used = usesView(uses.get(kind), kind === 'secret' ? null : heard)
      return { id: null, kind, state: 'present', tail, replacedAt: null, endsAt: null, ...used }
    }),
    ...former.map((key): KeyView => ({
      id: key.id,
      kind: key.kind,
      state: isTaken(key, now) ? 'taken' : 'ended',
      tail: key.kind === 'secret' ? null : key.tail,
      replacedAt: key.replacedAt.toString(),
      endsAt: key.endsAt?.toString() ?? null,
      ...usesView(uses.get(key.id), null),
    })),
  ]
}

function usesView(uses: UsesOfKey | undefined, heard: Temporal.Instant | null) {
  return {
    lastUsedAt: (uses?.lastUsedAt ?? heard)?.toString() ?? null,
    lastSender: uses?.lastSender ?? null,
    usesLastHour: uses?.usesLastHour ?? 0,
    refused: uses?.refused ?? 0,
    lastRefusedAt: uses?.lastRefusedAt?.toString() ?? null,
  }
}

/** Forgets what nobody asks for any more. */
export const pruneKeys = ({ trx, now }: Work): Promise<void> =>
  store.deleteOld(trx, now.subtract({ hours: 24 * endedDays }), now.subtract({ hours: 24 * usesDays }))
