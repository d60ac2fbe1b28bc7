import type { OverrideConfig, RotationConfig, ScheduleConfig, Weekday } from '../../contract/config/schedule.ts'

/**
 * A schedule as the rules read it: plain data, every time a wall-clock text in `timeZone`, every person an opaque id.
 * Texts have passed the contract (`contract/config/schedule.ts`); a text that has not makes the rules throw a RangeError.
 */
export interface Schedule {
  /** An IANA name; an offset would break twice a year. */
  readonly timeZone: string
  /** Later layers win over earlier ones while they are active. */
  readonly layers: readonly Layer[]
  /** Each replaces the whole schedule for its time. Where two overlap, the one that begins later wins, then the later in the list. */
  readonly overrides: readonly Override[]
}

export interface Layer {
  readonly name: string
  /** The first day, `YYYY-MM-DD`; the layer is active from 00:00 of it. */
  readonly start: string
  /** The day on which it is no longer active, from 00:00 on. */
  readonly end?: string | undefined
  /** Without a rotation the first user is always on call. */
  readonly rotation?: Rotation | undefined
  /** In the order of their turns. The same person may stand twice. Without any user the layer is never active. */
  readonly userIds: readonly string[]
  /** Absent or empty: active all the time. */
  readonly restrictions?: readonly Restriction[] | undefined
}

export type Rotation = Readonly<RotationConfig>

export interface Restriction {
  readonly days?: readonly Weekday[] | undefined
  readonly from: string
  readonly to: string
}

/** Local date-times, `YYYY-MM-DDTHH:MM`. One that ends where or before it begins is never active. */
export type Override = { readonly userId: string } & Readonly<Omit<OverrideConfig, 'user'>>

/** Where a shift comes from: the position in `layers` or `overrides`. */
export type Origin =
  | { readonly kind: 'layer'; readonly index: number; readonly name: string }
  | { readonly kind: 'override'; readonly index: number }

/** One person on call from `from` until just before `to`. Never empty. */
export interface Shift {
  readonly userId: string
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly origin: Origin
}

/**
 * A schedule of the configuration with its people found. `timeZone` counts when the schedule names none.
 * Throws a RangeError when a user key is unknown: a person who silently disappears from a rotation is never paged.
 */
export function scheduleOf(
  config: Pick<ScheduleConfig, 'timezone' | 'layers' | 'overrides'>,
  timeZone: string,
  userIdByKey: ReadonlyMap<string, string>,
): Schedule {
  const idOf = (key: string) => {
    const id = userIdByKey.get(key)
    if (id === undefined) throw new RangeError(`no user has the key "${key}"`)
    return id
  }
  return {
    timeZone: config.timezone ?? timeZone,
    layers: config.layers.map(({ users, ...layer }) => ({ ...layer, userIds: users.map(idOf) })),
    overrides: (config.overrides ?? []).map(({ user, from, to }) => ({ userId: idOf(user), from, to })),
  }
}
