import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  expireHeartbeat,
  newHeartbeat,
  pauseHeartbeat,
  pingHeartbeat,
  replanHeartbeat,
  resumeHeartbeat,
  type Heartbeat,
  type HeartbeatChange,
  type HeartbeatPlan,
  type HeartbeatSignal,
} from './heartbeat.ts'

const plan: HeartbeatPlan = { everySeconds: 3600, graceSeconds: 300, manualResume: false }
const start = Temporal.Instant.from('2026-01-05T10:00:00Z')
const at = (seconds: number) => start.add({ seconds })
const secondsOf = (instant: Temporal.Instant | null) =>
  instant === null ? null : instant.since(start).total('seconds')

/** `success`, `fail:run-1`, … as a signal. */
function signal(text: string): HeartbeatSignal {
  const [kind, runId = null] = text.split(':')
  return { kind: kind as HeartbeatSignal['kind'], runId }
}

function stepsOf(history: string): [second: number, what: string][] {
  const steps = history === '' ? [] : history.split(', ')
  return steps.map((step) => {
    const [second, what = ''] = step.split(' ')
    return [Number(second), what]
  })
}

/**
 * Plays a history such as `0 success, 3600 due`: seconds with pings, the due loop (`due`) and people (`pause`, `resume`).
 * Returns the last change.
 */
function play(history: string, by = plan): HeartbeatChange {
  return stepsOf(history).reduce<HeartbeatChange>(
    ({ heartbeat }, [second, what]) => {
      if (what === 'due') return expireHeartbeat(heartbeat, by, at(second))
      if (what === 'pause') return pauseHeartbeat(heartbeat)
      if (what === 'resume') return { heartbeat: resumeHeartbeat(heartbeat), effect: null }
      return pingHeartbeat(heartbeat, by, signal(what), at(second))
    },
    { heartbeat: newHeartbeat(), effect: null },
  )
}

/** Runs the due loop whenever something is due, up to and including an instant. */
function runTo(heartbeat: Heartbeat, by: HeartbeatPlan, until: Temporal.Instant): HeartbeatChange {
  let change: HeartbeatChange = { heartbeat, effect: null }
  while (change.heartbeat.dueAt !== null && Temporal.Instant.compare(change.heartbeat.dueAt, until) <= 0) {
    change = expireHeartbeat(change.heartbeat, by, change.heartbeat.dueAt)
  }
  return change
}

describe('a heartbeat', () => {
  test.each<[string, string, string, number | null, string | null]>([
    ['waits for ever for its first ping', '', 'new', null, null],
    ['starts its timer with the first ping', '0 success', 'up', 3600, null],
    ['stays up by the next ping', '0 success, 3000 success', 'up', 6600, null],
    ['is up until the last moment', '0 success, 3599 due', 'up', 3600, null],
    ['is late when the ping is overdue, which pages nobody', '0 success, 3600 due', 'late', 3900, null],
    ['comes back from late without a word', '0 success, 3600 due, 3700 success', 'up', 7300, null],
    ['is down when the grace is over', '0 success, 3600 due, 3900 due', 'down', null, 'trigger missed'],
    ['is down at once when the loop comes late', '0 success, 9999 due', 'down', null, 'trigger missed'],
    ['recovers with the next ping', '0 success, 3900 due, 5000 success', 'up', 8600, 'resolve recovered'],
    ['goes down at once when the job says that it failed', '0 success, 10 fail', 'down', null, 'trigger failed'],
    ['may fail with its first ping', '0 fail', 'down', null, 'trigger failed'],
    ['says every failure', '0 fail, 60 fail', 'down', null, 'trigger failed'],
    ['recovers from a failure', '0 fail, 60 success', 'up', 3660, 'resolve recovered'],
    ['stays down however long it is silent', '0 fail, 99999 due', 'down', null, null],
    ['keeps logs and does nothing more', '0 success, 3000 log', 'up', 3600, null],
    ['does not begin with a log', '0 log', 'new', null, null],
    ['is not up by a start alone', '0 start', 'new', 300, null],
    ['is down when a run takes longer than the grace', '0 start, 300 due', 'down', null, 'trigger run_too_long'],
    [
      'forgets the run that took too long, so that the next ping brings it up for good',
      '0 start:a, 300 due, 400 success:b',
      'up',
      4000,
      'resolve recovered',
    ],
    ['is up when the run ends in time', '0 start, 299 success', 'up', 3899, null],
    ['keeps the deadline of the next ping while a run is under way', '0 success, 3590 start', 'up', 3600, null],
    ['does not wait for a hanging run until the next ping', '0 success, 60 start', 'up', 360, null],
    [
      'is late and then missed when the run began too late',
      '0 success, 3700 start, 3900 due',
      'down',
      null,
      'trigger missed',
    ],
    ['is not recovered by a start', '0 fail, 10 start', 'down', null, null],
    ['is silent while paused', '0 success, 10 pause, 99999 due', 'paused', null, null],
    ['resolves its alert when it is paused', '0 fail, 10 pause', 'paused', null, 'resolve paused'],
    ['ends its pause with a ping', '0 success, 10 pause, 20 success', 'up', 3620, null],
    ['ends its pause with a start', '0 pause, 20 start', 'new', 320, null],
    ['waits for a ping after its pause', '0 success, 10 pause, 20 resume', 'new', null, null],
    ['cannot be resumed when it is not paused', '0 success, 20 resume', 'up', 3600, null],
    ['does not go back in time', '100 success, 40 success', 'up', 3700, null],
  ])('%s', (_sentence, steps, status, dueSecond, effect) => {
    const change = play(steps)
    expect(change.heartbeat.status).toBe(status)
    expect(secondsOf(change.heartbeat.dueAt)).toBe(dueSecond)
    expect(change.effect === null ? null : `${change.effect.kind} ${change.effect.reason}`).toBe(effect)
  })

  test('whose pause only a person ends ignores pings', () => {
    const manual = { ...plan, manualResume: true }
    const steps = '0 success, 10 pause, 20 success, 30 fail, 40 start'
    expect(play(steps, manual)).toMatchObject({ heartbeat: { status: 'paused', dueAt: null }, effect: null })
    expect(play(`${steps}, 50 resume, 60 success`, manual).heartbeat.status).toBe('up')
  })

  test('without grace is down when the ping is due, and a run may last until then', () => {
    const strict = { ...plan, graceSeconds: 0 }
    expect(play('0 success, 3600 due', strict)).toMatchObject({ heartbeat: { status: 'down' } })
    expect(secondsOf(play('0 start', strict).heartbeat.dueAt)).toBe(3600)
  })

  test('follows an edited plan from its last ping on', () => {
    const { heartbeat } = play('0 success, 3600 due')
    const longer = replanHeartbeat(heartbeat, { ...plan, everySeconds: 7200 })
    expect(longer.status).toBe('up')
    expect(secondsOf(longer.dueAt)).toBe(7200)
    expect(secondsOf(replanHeartbeat(newHeartbeat(), plan).dueAt)).toBeNull()
    expect(replanHeartbeat(play('0 fail').heartbeat, plan)).toMatchObject({ status: 'down', dueAt: null })
  })
})

describe('the duration of a run', () => {
  test.each<[string, string, number | null, boolean]>([
    ['is known when start and end have no id', '0 start, 42 success', 42, false],
    ['is known when they have the same id', '0 start:a, 42 success:a', 42, false],
    ['is known for failures too', '0 start:a, 42 fail:a', 42, false],
    ['is unknown without a start', '0 success', null, false],
    ['is unknown for another run, and the started one goes on', '0 start:a, 42 success:b', null, true],
    ['is unknown when only the start had an id, which ends it', '0 start:a, 42 success', null, false],
    ['is unknown when another run fails, which ends it', '0 start:a, 42 fail:b', null, false],
  ])('%s', (_sentence, steps, seconds, isRunning) => {
    const { heartbeat } = play(steps)
    expect(heartbeat.lastDurationSeconds).toBe(seconds)
    expect(heartbeat.startedAt !== null).toBe(isRunning)
    expect(heartbeat.startedRunId !== null).toBe(isRunning)
  })
})

describe('always', () => {
  const plans = fc.record({
    everySeconds: fc.integer({ min: 1, max: 400_000 }),
    graceSeconds: fc.integer({ min: 0, max: 100_000 }),
    manualResume: fc.boolean(),
  })

  test('a job that reports at least every interval is never late or down', () => {
    const gaps = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 30 })
    fc.assert(
      fc.property(plans, gaps, (by, shares) => {
        let change = pingHeartbeat(newHeartbeat(), by, signal('success'), start)
        let now = start
        for (const share of shares) {
          now = now.add({ milliseconds: Math.floor(share * by.everySeconds * 1000) })
          const ran = runTo(change.heartbeat, by, now)
          expect(ran).toMatchObject({ heartbeat: { status: 'up' }, effect: null })
          change = pingHeartbeat(ran.heartbeat, by, signal('success'), now)
          expect(change).toMatchObject({ heartbeat: { status: 'up' }, effect: null })
        }
      }),
    )
  })

  test('a job that falls silent goes down exactly when interval and grace are over, once', () => {
    const pings = fc.array(fc.integer({ min: 0, max: 500_000 }), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(plans, pings, (by, gaps) => {
        let heartbeat = newHeartbeat()
        let now = start
        for (const gap of gaps) {
          now = now.add({ seconds: gap })
          heartbeat = pingHeartbeat(runTo(heartbeat, by, now).heartbeat, by, signal('success'), now).heartbeat
        }
        const downAt = now.add({ seconds: by.everySeconds + by.graceSeconds })
        const before = runTo(heartbeat, by, downAt.subtract({ nanoseconds: 1 }))
        expect(before.heartbeat.status).not.toBe('down')
        const down = runTo(before.heartbeat, by, downAt)
        expect(down).toMatchObject({
          heartbeat: { status: 'down', dueAt: null },
          effect: { kind: 'trigger', reason: 'missed' },
        })
        // A loop that comes at any later time says the same.
        expect(expireHeartbeat(heartbeat, by, downAt.add({ hours: 9 }))).toMatchObject({
          heartbeat: { status: 'down', dueAt: null },
          effect: { kind: 'trigger', reason: 'missed' },
        })
      }),
    )
  })

  test('a heartbeat in time or late has a deadline, one that is down or paused has none', () => {
    const what = fc.constantFrom('success', 'start', 'fail', 'log', 'success:a', 'start:a', 'fail:b', 'pause', 'resume')
    const history = fc.array(fc.tuple(fc.integer({ min: 0, max: 10_000 }), what), { maxLength: 30 })
    fc.assert(
      fc.property(plans, history, (by, steps) => {
        let heartbeat = newHeartbeat()
        let second = 0
        for (const [gap, what] of steps) {
          second += gap
          heartbeat = runTo(heartbeat, by, at(second)).heartbeat
          if (what === 'pause') heartbeat = pauseHeartbeat(heartbeat).heartbeat
          else if (what === 'resume') heartbeat = resumeHeartbeat(heartbeat)
          else heartbeat = pingHeartbeat(heartbeat, by, signal(what), at(second)).heartbeat
          const waits = heartbeat.status === 'up' || heartbeat.status === 'late' || heartbeat.startedAt !== null
          const silent = heartbeat.status === 'down' || heartbeat.status === 'paused'
          expect(heartbeat.dueAt !== null).toBe(waits && !silent)
        }
      }),
    )
  })
})
