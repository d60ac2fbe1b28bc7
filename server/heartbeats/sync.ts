import { randomUUID } from 'node:crypto'
import type { HeartbeatConfig } from '../../contract/config/source.ts'
import { formatDuration, parseDuration } from '../../contract/durations.ts'
import { newHeartbeat, pauseHeartbeat, replanHeartbeat, resumeHeartbeat } from '../../rules/heartbeats/heartbeat.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import { Fault } from '../kernel/fault.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { forgetKeys, refuseKeysOfOthers, retireKey, takeBackKey } from '../keys/index.ts'
import { hashToken } from '../kernel/secrets.ts'
import type { Extent, SyncChange } from '../kernel/sync.ts'
import { sync, wholeFile } from '../kernel/sync.ts'
import { retired } from './actions/keys.ts'
import { loopName } from './actions/expire.ts'
import { tellAlerts } from './alert.ts'
import type { HeartbeatValues, SealedPingKey } from './store/changes.ts'
import {
  archiveHeartbeat,
  insertHeartbeat,
  replacePingKey,
  saveStates,
  sourceIdsByKey,
  updateHeartbeat,
} from './store/changes.ts'
import { listHeartbeats, lockHeartbeat } from './store/heartbeats.ts'
import type { HeartbeatRow } from './types.ts'

type Complete = HeartbeatConfig & { name: string }

interface Setting {
  /** Whether what is written belongs to a file. */
  managed: boolean
  kernel: Kernel
  work: Work
  sourceIdByKey: ReadonlyMap<string, string>
  rowByKey: ReadonlyMap<string, HeartbeatRow>
  /** The heartbeats whose ping key the file names; the others keep theirs. */
  withPingKey: ReadonlySet<string>
}

/**
 * Brings the heartbeats in line with a configuration file. One that is new waits for its first ping; changed times count
 * from the last ping on; a ping key that the file does not name stays as it is. The file also says whether it is paused.
 * Throws invalid_config when two share a ping key; one that another organization uses is refused by the database.
 */
export async function syncHeartbeats(
  kernel: Kernel,
  work: Work,
  items: readonly HeartbeatConfig[],
  extent: Extent = wholeFile,
): Promise<SyncChange[]> {
  refuseSharedKeys(items)
  await refuseKeysOfOthers(kernel, work, namedKeys(items))
  const rowByKey = new Map((await listHeartbeats(work.trx)).map((row) => [row.key, row]))
  const itemByKey = new Map([...rowByKey].map(([key, row]) => [key, itemOf(kernel, row)]))
  const withPingKey = new Set(items.flatMap(({ key, pingKey }) => (pingKey === undefined ? [] : [key])))
  const setting: Setting = {
    managed: extent.managed,
    kernel,
    work,
    rowByKey,
    withPingKey,
    sourceIdByKey: await sourceIdsByKey(work.trx),
  }
  const changes = await sync<Complete>({
    noun: 'heartbeats',
    extent,
    wanted: items.map((item) => completed(item, itemByKey.get(item.key)?.pingKey)),
    existing: [...rowByKey.values()].map((row) => ({ managed: row.managed, item: itemByKey.get(row.key)! })),
    create: (item) => create(setting, item),
    update: (item) => update(setting, item),
    remove: (item) => remove(setting, item.key),
  })
  if (changes.length > 0) {
    work.changed('heartbeats')
    work.wake(loopName)
  }
  return changes
}

/** The heartbeats as a configuration file writes them, with their ping keys, so that no job has to learn a new address. */
export async function exportHeartbeats(kernel: Kernel, trx: Trx): Promise<HeartbeatConfig[]> {
  return (await listHeartbeats(trx)).map((row) => {
    const { name, ...item } = itemOf(kernel, row)
    return { ...item, ...(name !== item.key && { name }) }
  })
}

function itemOf(kernel: Kernel, row: HeartbeatRow): Complete {
  return {
    key: row.key,
    name: row.name,
    every: formatDuration(row.plan.everySeconds),
    grace: formatDuration(row.plan.graceSeconds),
    source: row.source.key,
    pingKey: kernel.secrets.open('ping-key', row.pingKeySealed),
    paused: row.state.status === 'paused',
  }
}

function completed(item: HeartbeatConfig, presentKey: string | undefined): Complete {
  const pingKey = item.pingKey?.toLowerCase() ?? presentKey
  return {
    ...item,
    name: item.name ?? item.key,
    every: formatDuration(parseDuration(item.every)!),
    grace: formatDuration(parseDuration(item.grace)!),
    ...(pingKey !== undefined && { pingKey }),
  }
}

function refuseSharedKeys(items: readonly HeartbeatConfig[]): void {
  const seen = new Map<string, string>()
  for (const [index, { key, pingKey }] of items.entries()) {
    if (pingKey === undefined) continue
    const other = seen.get(pingKey.toLowerCase())
    if (other !== undefined) {
      const message = `has the same ping key as "${other}"; a ping must say which job it is from`
      throw new Fault('invalid_config', `The heartbeat "${key}" ${message}.`, [
        { path: `heartbeats.${index}.pingKey`, message },
      ])
    }
    seen.set(pingKey.toLowerCase(), key)
  }
}

async function create(setting: Setting, item: Complete): Promise<void> {
  const { kernel, work, managed } = setting
  const pingKey = item.pingKey ?? randomUUID()
  await freeKey(setting, pingKey)
  await takeBackKey(work, '', hashToken(pingKey))
  const state = item.paused ? pauseHeartbeat(newHeartbeat()).heartbeat : newHeartbeat()
  const row = { orgId: work.orgId, id: work.id(), key: item.key, managed, createdAt: work.now }
  await insertHeartbeat(work.trx, row, { ...valuesOf(setting, item), ...sealed(kernel, pingKey) }, state)
}

async function update(setting: Setting, item: Complete): Promise<void> {
  const { kernel, work, managed } = setting
  const before = await lockHeartbeat(work.trx, setting.rowByKey.get(item.key)!.id)
  if (!before) throw new Error(`the heartbeat ${item.key} went while it was changed`)
  const values = valuesOf(setting, item)
  const pingKey = setting.withPingKey.has(item.key) ? item.pingKey : undefined
  const isNew = pingKey !== undefined && kernel.secrets.open('ping-key', before.pingKeySealed) !== pingKey
  if (isNew) {
    await freeKey(setting, pingKey)
    await retireReplaced(setting, before, pingKey)
  }
  await updateHeartbeat(work.trx, before.id, { ...values, managed, ...(isNew && sealed(kernel, pingKey)) })
  await updateState(work, before, item, values)
}

/** The state that follows from what the file changed. An alert that is open moves with the heartbeat to another source. */
async function updateState(work: Work, before: HeartbeatRow, item: Complete, values: HeartbeatValues): Promise<void> {
  const { id, plan, state } = before
  const isReplanned = values.everySeconds !== plan.everySeconds || values.graceSeconds !== plan.graceSeconds
  const isToggled = item.paused !== (state.status === 'paused')
  let next = isReplanned ? replanHeartbeat(state, { ...plan, ...values }) : state
  if (isToggled) next = item.paused ? pauseHeartbeat(next).heartbeat : resumeHeartbeat(next)
  await saveStates(work.trx, work.orgId, [{ id, state: next }])
  if (state.status !== 'down') return
  if (item.paused) return tellAlerts(work, [{ heartbeat: before, kind: 'resolve', reason: 'pausedByFile' }])
  if (values.sourceId === before.source.id) return
  const after = await lockHeartbeat(work.trx, id)
  await tellAlerts(work, [
    { heartbeat: before, kind: 'resolve', reason: 'moved' },
    { heartbeat: after!, kind: 'trigger', reason: 'stillDown' },
  ])
}

async function remove({ kernel, work, rowByKey }: Setting, key: string): Promise<void> {
  const heartbeat = rowByKey.get(key)!
  await archiveHeartbeat(work.trx, heartbeat.id, work.now, sealed(kernel, randomUUID()))
  await forgetKeys(work, heartbeat.id)
  if (heartbeat.state.status === 'down') await tellAlerts(work, [{ heartbeat, kind: 'resolve', reason: 'removed' }])
}

/** A ping key that moves to another heartbeat of the organization leaves its holder, who gets another one. */
async function freeKey({ kernel, work }: Setting, pingKey: string): Promise<void> {
  await replacePingKey(work.trx, hashToken(pingKey), sealed(kernel, randomUUID()))
}

const namedKeys = (items: readonly HeartbeatConfig[]) =>
  items.flatMap(({ pingKey }, index) =>
    pingKey === undefined ? [] : [{ path: `heartbeats.${index}.pingKey`, hash: hashToken(pingKey.toLowerCase()) }],
  )

/** The key that a file names wins, and the one in its place ends at once; as with the keys of sources. */
async function retireReplaced({ kernel, work }: Setting, before: HeartbeatRow, pingKey: string): Promise<void> {
  const back = await takeBackKey(work, before.id, hashToken(pingKey))
  const old = kernel.secrets.open('ping-key', before.pingKeySealed)
  await retireKey(work, { id: before.id, lastHeardAt: null }, retired(old), back === undefined ? work.now : back.endsAt)
}

function sealed(kernel: Kernel, pingKey: string): SealedPingKey {
  return { pingKeyHash: hashToken(pingKey), pingKeySealed: kernel.secrets.seal('ping-key', pingKey) }
}

function valuesOf({ sourceIdByKey, rowByKey }: Setting, item: Complete): HeartbeatValues {
  const before = rowByKey.get(item.key)
  const sourceId = sourceIdByKey.get(item.source) ?? (before?.source.key === item.source ? before.source.id : undefined)
  if (sourceId === undefined) throw new Error(`the heartbeat ${item.key} names ${item.source}, which does not exist`)
  return {
    name: item.name,
    sourceId,
    everySeconds: parseDuration(item.every)!,
    graceSeconds: parseDuration(item.grace)!,
  }
}
