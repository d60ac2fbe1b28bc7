/**
 * How often a job must report and how late it may be; the timer starts with the first ping. With `manualResume` only a
 * person ends a pause, otherwise the next ping does.
 */
export type HeartbeatPlan = { everySeconds: number; graceSeconds: number; manualResume: boolean }

/**
 * new: never reported. up: reported in time. late: overdue, still within its grace. down: failed, or overdue beyond its
 * grace. paused: a person switched it off.
 */
export const heartbeatStatuses = ['new', 'up', 'late', 'down', 'paused'] as const
export type HeartbeatStatus = (typeof heartbeatStatuses)[number]

/** All instants are those of receipt: the clock of the sender is never looked at. */
export type Heartbeat = {
  status: HeartbeatStatus
  /** The last success or failure. */
  lastPingAt: Temporal.Instant | null
  /** Since when a run is under way. */
  startedAt: Temporal.Instant | null
  startedRunId: string | null
  /** How long the last run took, where its start was reported; whole seconds. */
  lastDurationSeconds: number | null
  /** When the status changes by itself: the moment to call `expireHeartbeat`. Null when only a ping can change it. */
  dueAt: Temporal.Instant | null
}

/** What the job reports. `log` is kept for reading and changes nothing. */
export type HeartbeatSignal = { kind: 'success' | 'start' | 'fail' | 'log'; runId: string | null }

/**
 * What happens to the heartbeat's alert. `trigger` may come again while it is open (every failure is one), `resolve`
 * without one; both are harmless at intake.
 */
export type HeartbeatEffect = {
  kind: 'trigger' | 'resolve'
  reason: 'missed' | 'run_too_long' | 'failed' | 'recovered' | 'paused'
}
export type HeartbeatChange = { heartbeat: Heartbeat; effect: HeartbeatEffect | null }

export function newHeartbeat(): Heartbeat {
  return {
    status: 'new',
    lastPingAt: null,
    startedAt: null,
    startedRunId: null,
    lastDurationSeconds: null,
    dueAt: null,
  }
}

/** A ping has come. `receivedAt` before the last ping (two nodes, two clocks) counts as the same instant. */
export function pingHeartbeat(
  heartbeat: Heartbeat,
  plan: HeartbeatPlan,
  signal: HeartbeatSignal,
  receivedAt: Temporal.Instant,
): HeartbeatChange {
  const ignored = heartbeat.status === 'paused' && plan.manualResume
  if (ignored || signal.kind === 'log') return unchanged(heartbeat)
  const at = later(receivedAt, heartbeat.lastPingAt)
  if (signal.kind === 'start') {
    const status = heartbeat.status === 'paused' ? 'new' : heartbeat.status
    return unchanged(withDue({ ...heartbeat, status, startedAt: at, startedRunId: signal.runId }, plan))
  }
  const failed = signal.kind === 'fail'
  const status = failed ? 'down' : 'up'
  const next = withDue({ ...heartbeat, ...endOfRun(heartbeat, signal, at), status, lastPingAt: at }, plan)
  if (failed) return { heartbeat: next, effect: { kind: 'trigger', reason: 'failed' } }
  return { heartbeat: next, effect: heartbeat.status === 'down' ? { kind: 'resolve', reason: 'recovered' } : null }
}

/** The clock has reached `dueAt` (or passed it: then everything that was due happens at once). */
export function expireHeartbeat(heartbeat: Heartbeat, plan: HeartbeatPlan, now: Temporal.Instant): HeartbeatChange {
  const { lateAt, downAt, reason } = deadlinesOf(heartbeat, plan)
  if (downAt !== null && !isBefore(now, downAt)) {
    const down: Heartbeat = { ...heartbeat, status: 'down', startedAt: null, startedRunId: null, dueAt: null }
    return { heartbeat: down, effect: { kind: 'trigger', reason } }
  }
  const isLate = lateAt !== null && !isBefore(now, lateAt)
  return unchanged(withDue(isLate ? { ...heartbeat, status: 'late' } : heartbeat, plan))
}

/** The plan has been edited: the next deadline follows the new one. */
export function replanHeartbeat(heartbeat: Heartbeat, plan: HeartbeatPlan): Heartbeat {
  const status = heartbeat.status === 'late' ? 'up' : heartbeat.status
  return withDue({ ...heartbeat, status }, plan)
}

/** Nobody expects a ping any more; an open alert of it is resolved. */
export function pauseHeartbeat(heartbeat: Heartbeat): HeartbeatChange {
  const paused: Heartbeat = { ...heartbeat, status: 'paused', startedAt: null, startedRunId: null, dueAt: null }
  return { heartbeat: paused, effect: heartbeat.status === 'down' ? { kind: 'resolve', reason: 'paused' } : null }
}

/** A person switches it on again: as if it were new, so that the timer starts with the first ping. */
export function resumeHeartbeat(heartbeat: Heartbeat): Heartbeat {
  return heartbeat.status === 'paused' ? { ...heartbeat, status: 'new', dueAt: null } : heartbeat
}

/** Whether and how long the run took: of the run that was started, when the ids say so or are not used (wire A17). */
function endOfRun(
  heartbeat: Heartbeat,
  signal: HeartbeatSignal,
  at: Temporal.Instant,
): Pick<Heartbeat, 'startedAt' | 'startedRunId' | 'lastDurationSeconds'> {
  const { startedAt, startedRunId } = heartbeat
  if (startedAt !== null && startedRunId === signal.runId) {
    const lastDurationSeconds = Math.max(0, Math.round(at.since(startedAt).total('seconds')))
    return { startedAt: null, startedRunId: null, lastDurationSeconds }
  }
  const ends = signal.kind === 'fail' || signal.runId === null
  return ends
    ? { startedAt: null, startedRunId: null, lastDurationSeconds: null }
    : { startedAt, startedRunId, lastDurationSeconds: null }
}

/** A run that was started must end within the grace; otherwise the next ping is due after `every`, and missed after grace. */
function deadlinesOf(heartbeat: Heartbeat, plan: HeartbeatPlan) {
  const { status, lastPingAt, startedAt } = heartbeat
  const silent = status === 'down' || status === 'paused'
  const expected = lastPingAt !== null && (status === 'up' || status === 'late')
  const lateAt = expected ? lastPingAt.add({ seconds: plan.everySeconds }) : null
  const missedAt = lateAt === null ? null : lateAt.add({ seconds: plan.graceSeconds })
  // Without any grace a run would be too long the moment it starts; then it may last until the next one is expected.
  const runSeconds = plan.graceSeconds > 0 ? plan.graceSeconds : plan.everySeconds
  const overrunAt = startedAt === null || silent ? null : startedAt.add({ seconds: runSeconds })
  const overruns = overrunAt !== null && (missedAt === null || isBefore(overrunAt, missedAt))
  const reason = overruns ? ('run_too_long' as const) : ('missed' as const)
  return { lateAt, downAt: overruns ? overrunAt : missedAt, reason }
}

function withDue(heartbeat: Heartbeat, plan: HeartbeatPlan): Heartbeat {
  const { lateAt, downAt } = deadlinesOf(heartbeat, plan)
  const waitsForLate = heartbeat.status === 'up' && lateAt !== null && (downAt === null || isBefore(lateAt, downAt))
  return { ...heartbeat, dueAt: waitsForLate ? lateAt : downAt }
}

function unchanged(heartbeat: Heartbeat): HeartbeatChange {
  return { heartbeat, effect: null }
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}

function later(one: Temporal.Instant, other: Temporal.Instant | null): Temporal.Instant {
  return other !== null && isBefore(one, other) ? other : one
}
