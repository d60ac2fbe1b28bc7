/**
 * The only place that reads the time. Everything else takes an instant as an argument (design, idea 4), so that the same
 * rule runs in production, in a test that moves time and in the simulator.
 */
export interface Clock {
  /** The present instant, to the millisecond: what PostgreSQL, JSON and identifiers carry without loss. */
  now(): Temporal.Instant
  /** What the clock of this machine says, where `now` does not follow it blindly. */
  machine?(): Temporal.Instant
}

export const systemClock: Clock = {
  now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()),
}

/** The process clock may differ from the database's by this much before it is reported and the database's is followed. */
export const skewWarnMs = 1_000

/** From here on the node calls itself not ready: something is wrong with its machine. */
export const skewNotReadyMs = 5_000

/** The clock of a running node: all nodes of a database live in one time, whatever a machine's clock does. */
export interface SteadyClock extends Clock {
  machine(): Temporal.Instant
  /** Tells what a comparison found: the machine's clock minus the database's, in milliseconds. */
  compared(skewMs: number): void
  /** Called when the machine's clock has jumped: it must be compared again, and until then time goes on steadily. */
  onJump(listener: () => void): void
}

/** Both in milliseconds: since 1970, and since any moment, never set. */
interface Readings {
  wallMs(): number
  steadyMs(): number
}

/**
 * Follows the machine's clock as long as it agrees with the database's within a second, the database's otherwise. A jump
 * of the machine's clock (somebody sets it, a virtual machine is resumed) changes nothing until a comparison has shown who
 * is right: ten minutes ahead in one step would escalate every open alert.
 */
export function createSteadyClock(
  { wallMs, steadyMs }: Readings = { wallMs: () => Date.now(), steadyMs: () => performance.now() },
): SteadyClock {
  let last = { wall: wallMs(), steady: steadyMs() }
  let correction = 0
  let jumped = () => {}
  return {
    now() {
      const present = { wall: wallMs(), steady: steadyMs() }
      const jump = present.wall - last.wall - (present.steady - last.steady)
      last = present
      if (Math.abs(jump) >= skewWarnMs) {
        correction -= jump
        jumped()
      }
      return Temporal.Instant.fromEpochMilliseconds(Math.round(present.wall + correction))
    },
    machine: () => Temporal.Instant.fromEpochMilliseconds(wallMs()),
    compared(skewMs) {
      correction = Math.abs(skewMs) < skewWarnMs ? 0 : -skewMs
      last = { wall: wallMs(), steady: steadyMs() }
    },
    onJump(listener) {
      jumped = listener
    },
  }
}
