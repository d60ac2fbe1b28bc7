/** What a node tells of one due loop of its own. */
export interface LoopState {
  name: string
  lastRunAt: string | null
  /** Since when every run failed, or a row of it; null while it works. */
  failingSince: string | null
  failures: number
  error: string | null
}

/** Messages of one organization over one provider of which none got through since an instant. */
export interface FailingProvider {
  orgId: string
  provider: string
  since: string
  tries: number
  reason: string
}

/** What a node tells of itself. */
export interface NodeState {
  /** The machine's clock minus the database's. */
  skewMs: number
  loops: LoopState[]
  failingProviders: FailingProvider[]
  /** Tries to send of the last ten minutes. */
  sent: number
  failed: number
  /** Of the disk that holds the embedded database; null with a database elsewhere. */
  disk: { freeBytes: number; totalBytes: number } | null
}

export interface WatchedNode {
  id: string
  name: string
  seenAt: Temporal.Instant
  state: NodeState
}

/** One due loop and the oldest deadline that waits for it. */
export interface LoopDeadline {
  name: string
  oldestAt: Temporal.Instant | undefined
}

export type FindingKind = 'overdue' | 'loop' | 'retention' | 'clock' | 'node' | 'disk' | 'provider' | 'signIn'

/** Something that is wrong. `key` names it as long as it lasts; without `orgId` it concerns everybody. */
export interface Finding {
  key: string
  kind: FindingKind
  orgId?: string
  values: Record<string, string | number>
}

/** Overdue rows beyond this are an illness; half of it is enough to keep the outward heartbeat silent. */
const overdueSeconds = 60
const healthySeconds = 30

/** A node that was not seen for so long has gone silent; after `forgottenMinutes` it counts as taken away. */
const silentSeconds = 60
export const forgottenMinutes = 30

const skewLimitMs = 5_000
const failingMinutes = 10
/** Fewer tries than this say nothing about a provider. */
const failingTries = 3
const diskShare = 0.05
const diskBytes = 1024 ** 3

const secondsSince = (at: Temporal.Instant | string, now: Temporal.Instant) =>
  (now.epochMilliseconds - Temporal.Instant.from(at.toString()).epochMilliseconds) / 1_000

/** How late the oldest row of a loop is, in seconds; 0 when nothing is overdue. */
export function latenessSeconds({ oldestAt }: LoopDeadline, now: Temporal.Instant): number {
  return oldestAt === undefined ? 0 : Math.max(0, secondsSince(oldestAt, now))
}

/** Everything that is wrong at `now`, each once, by key. */
export function findingsOf(
  loops: readonly LoopDeadline[],
  nodes: readonly WatchedNode[],
  now: Temporal.Instant,
): Finding[] {
  const alive = nodes.filter((node) => secondsSince(node.seenAt, now) < silentSeconds)
  const found = [
    ...overdue(loops, now),
    ...nodes.filter((node) => !alive.includes(node)).map((node) => silent(node, now)),
    ...alive.flatMap((node) => [...clockOf(node), ...diskOf(node), ...loopsOf(node, now), ...providersOf(node, now)]),
  ]
  return [...new Map(found.map((one) => [one.key, one])).values()]
}

/** One finding however many loops are late: the one that is latest is named. */
function overdue(loops: readonly LoopDeadline[], now: Temporal.Instant): Finding[] {
  const late = loops
    .map((loop) => ({ loop: loop.name, seconds: Math.round(latenessSeconds(loop, now)) }))
    .filter(({ seconds }) => seconds > overdueSeconds)
    .toSorted((a, b) => b.seconds - a.seconds)
  return late[0] ? [{ key: 'overdue', kind: 'overdue', values: late[0] }] : []
}

function silent(node: WatchedNode, now: Temporal.Instant): Finding {
  const minutes = Math.max(1, Math.round(secondsSince(node.seenAt, now) / 60))
  return { key: `node:${node.id}`, kind: 'node', values: { node: node.name, minutes } }
}

function clockOf({ id, name, state }: WatchedNode): Finding[] {
  if (Math.abs(state.skewMs) < skewLimitMs) return []
  return [
    { key: `clock:${id}`, kind: 'clock', values: { node: name, seconds: Math.round(Math.abs(state.skewMs) / 1_000) } },
  ]
}

function diskOf({ name, state: { disk } }: WatchedNode): Finding[] {
  if (disk === null || disk.freeBytes >= Math.min(disk.totalBytes * diskShare, diskBytes)) return []
  return [{ key: 'disk', kind: 'disk', values: { node: name, megabytes: Math.floor(disk.freeBytes / 1024 ** 2) } }]
}

/** What deletes old events: people have other words and less haste for it. */
const retentionLoops = ['event-days', 'event-retention']

function loopsOf({ state }: WatchedNode, now: Temporal.Instant): Finding[] {
  return state.loops.flatMap(({ name, failingSince, failures, error }): Finding[] => {
    if (failingSince === null || failures < 2 || secondsSince(failingSince, now) < failingMinutes * 60) return []
    const kind = retentionLoops.includes(name) ? 'retention' : 'loop'
    return [{ key: `${kind}:${name}`, kind, values: { loop: name, error: error ?? '' } }]
  })
}

function providersOf({ state }: WatchedNode, now: Temporal.Instant): Finding[] {
  return state.failingProviders.flatMap(({ orgId, provider, since, tries, reason }): Finding[] => {
    if (reason === 'sign_in_refused') {
      return [{ key: `signIn:${orgId}:${provider}`, kind: 'signIn', orgId, values: { provider } }]
    }
    const minutes = Math.floor(secondsSince(since, now) / 60)
    if (minutes < failingMinutes || tries < failingTries) return []
    return [{ key: `provider:${orgId}:${provider}`, kind: 'provider', orgId, values: { provider, minutes } }]
  })
}

/**
 * Whether the outward heartbeat may tell that all is well: nothing is overdue beyond half a minute, and not every message
 * of the last minutes failed.
 */
export function isWell(loops: readonly LoopDeadline[], nodes: readonly WatchedNode[], now: Temporal.Instant): boolean {
  if (loops.some((loop) => latenessSeconds(loop, now) > healthySeconds)) return false
  const alive = nodes.filter((node) => secondsSince(node.seenAt, now) < silentSeconds)
  const sent = alive.reduce((sum, node) => sum + node.state.sent, 0)
  const failed = alive.reduce((sum, node) => sum + node.state.failed, 0)
  return sent > 0 || failed < failingTries
}

/** Kinds that page the fallback at once; the others are shown and can wait for the morning. */
const urgent: readonly FindingKind[] = ['overdue', 'loop', 'clock', 'disk', 'provider', 'signIn']

export const isUrgent = ({ kind }: Finding) => urgent.includes(kind)
