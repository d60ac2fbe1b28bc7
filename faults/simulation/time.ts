import { AsyncLocalStorage } from 'node:async_hooks'
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import timers from 'node:timers/promises'
import type { Clock } from '../../server/kernel/clock.ts'
import type { Chance } from '../chance.ts'

/** A process of the simulation: what it began ends with it. */
export interface Life {
  alive: boolean
  /** Its own randomness: what it draws does not depend on who else draws. */
  chance?: Chance
}

/** Whose code is running: timers of a node that has crashed never fire. */
export const lives = new AsyncLocalStorage<Life>()

/** Time that stands still until it is moved, for everything in this process: the clock, timers, pauses, stopwatches. */
export interface FakeTime {
  clock: Clock
  /** Milliseconds since 1970. */
  nowMs(): number
  /** Starts again at this moment, without any timer, with randomness of its own. */
  begin(atMs: number, chance: Chance): void
  /** Moves on and lets fire what is due by then, in its order. */
  move(ms: number): void
  /** When the next timer fires. */
  nextTimerMs(): number | undefined
  /** Gives the process its own time back. */
  restore(): void
}

const real = {
  setTimeout: globalThis.setTimeout,
  setInterval: globalThis.setInterval,
  clearTimeout: globalThis.clearTimeout,
  clearInterval: globalThis.clearInterval,
  setImmediate: globalThis.setImmediate,
  performanceNow: performance.now.bind(performance),
  randomBytes: crypto.randomBytes,
  pause: timers.setTimeout,
}

/** Real milliseconds, for waiting on the database alone: nothing is decided by them. */
export const realPause = (ms: number): Promise<void> => new Promise((resolve) => void real.setTimeout(resolve, ms))
export const turn = (): Promise<void> => new Promise((resolve) => void real.setImmediate(resolve))
export const wallMs = (): number => real.performanceNow()

/** What setTimeout returns. */
class Timer {
  atMs: number
  readonly everyMs: number | undefined
  readonly fire: () => void

  constructor(atMs: number, everyMs: number | undefined, fire: () => void) {
    this.atMs = atMs
    this.everyMs = everyMs
    this.fire = fire
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
  hasRef(): boolean {
    return false
  }
}

/** Takes over time and randomness of this process; only one at a time. */
export function takeOverTime(): FakeTime {
  let nowMs = 0
  let chance: Chance | undefined
  let pending: Timer[] = []
  const add = (callback: () => void, ms: number, everyMs?: number) => {
    const life = lives.getStore()
    const inContext = AsyncLocalStorage.snapshot()
    const timer = new Timer(nowMs + Math.max(ms, 1), everyMs, () => {
      if (life?.alive !== false) inContext(callback)
    })
    pending.push(timer)
    return timer
  }
  const remove = (timer: unknown) => void (pending = pending.filter((one) => one !== timer))
  install(add, remove, () => nowMs)
  crypto.randomBytes = ((size: number, tell?: (error: Error | null, bytes: Buffer) => void) => {
    const source = lives.getStore()?.chance ?? chance
    if (source === undefined || tell !== undefined) return real.randomBytes(size, tell!)
    return Buffer.from(Array.from({ length: size }, () => source.between(0, 255)))
  }) as typeof crypto.randomBytes
  syncBuiltinESMExports()
  return {
    clock: { now: () => Temporal.Instant.fromEpochMilliseconds(nowMs) },
    nowMs: () => nowMs,
    begin(atMs, ownChance) {
      pending = []
      nowMs = atMs
      chance = ownChance
    },
    move(ms) {
      nowMs += ms
      for (;;) {
        const due = pending.filter((timer) => timer.atMs <= nowMs).toSorted((a, b) => a.atMs - b.atMs)[0]
        if (due === undefined) return
        if (due.everyMs === undefined) remove(due)
        else due.atMs = nowMs + due.everyMs
        due.fire()
      }
    },
    nextTimerMs: () =>
      pending.reduce<number | undefined>((least, { atMs }) => Math.min(least ?? atMs, atMs), undefined),
    restore,
  }
}

function install(
  add: (callback: () => void, ms: number, everyMs?: number) => Timer,
  remove: (timer: unknown) => void,
  nowMs: () => number,
): void {
  const bound = (callback: (...given: unknown[]) => void, given: unknown[]) => () => callback(...given)
  Object.assign(globalThis, {
    setTimeout: (callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
      add(bound(callback, given), ms),
    setInterval: (callback: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
      add(bound(callback, given), ms, Math.max(ms, 1)),
    clearTimeout: (timer: unknown) => (timer instanceof Timer ? remove(timer) : real.clearTimeout(timer as number)),
    clearInterval: (timer: unknown) => (timer instanceof Timer ? remove(timer) : real.clearInterval(timer as number)),
  })
  performance.now = nowMs
  timers.setTimeout = <T>(ms = 0, value?: T) => new Promise<T>((resolve) => void add(() => resolve(value!), ms))
}

function restore(): void {
  const { setTimeout, setInterval, clearTimeout, clearInterval } = real
  Object.assign(globalThis, { setTimeout, setInterval, clearTimeout, clearInterval })
  performance.now = real.performanceNow
  crypto.randomBytes = real.randomBytes
  timers.setTimeout = real.pause
  syncBuiltinESMExports()
}
