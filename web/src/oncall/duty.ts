import type { Named, OnCallEntry } from '../api/types.ts'

/** Who comes after the one who is on call: `unknown` where that lies further away than the answer reaches. */
export type Follower =
  | { kind: 'person'; user: Named; from: string }
  | { kind: 'nobody'; later: { user: Named; from: string } | null }
  | { kind: 'unknown' }

/** How long the present person stays, over neighbouring shifts of the same person, and who follows. ISO 8601; null: no end in sight. */
export function stintOf({ user, to, next }: OnCallEntry): { until: string | null; follower: Follower } {
  if (to === null) return { until: null, follower: { kind: 'unknown' } }
  if (!next) return { until: to, follower: { kind: 'nobody', later: null } }
  const { from } = next
  if (Date.parse(from) > Date.parse(to))
    return { until: to, follower: { kind: 'nobody', later: { user: next.user, from } } }
  if (next.user.key === user?.key) return { until: next.to, follower: { kind: 'unknown' } }
  return { until: to, follower: { kind: 'person', user: next.user, from } }
}

/** Whether and until when a person is on call, over all schedules. */
export type Duty =
  | { kind: 'on'; schedules: string[]; until: string | null; follower: Follower }
  | { kind: 'off'; nextFrom: string | null }

/**
 * The end that counts is the nearest one: from then on the sentence is no longer true. `ahead`: the person's own shifts, which
 * may lie behind those of others; `now` in milliseconds since the epoch.
 */
export function dutyOf(
  entries: OnCallEntry[],
  userKey: string,
  ahead: readonly { from: string }[] = [],
  now = 0,
): Duty {
  const mine = entries.filter((entry) => entry.user?.key === userKey)
  if (mine.length === 0) return { kind: 'off', nextFrom: nextShift(entries, userKey, ahead, now) }
  const schedules = [...new Set(mine.map((entry) => entry.team?.name ?? entry.schedule.name))]
  const stints = mine.map(stintOf)
  const nearest = stints
    .filter(({ until }) => until !== null)
    .sort((one, other) => Date.parse(one.until ?? '') - Date.parse(other.until ?? ''))[0]
  return { kind: 'on', schedules, until: nearest?.until ?? null, follower: nearest?.follower ?? { kind: 'unknown' } }
}

function nextShift(
  entries: OnCallEntry[],
  userKey: string,
  ahead: readonly { from: string }[],
  now: number,
): string | null {
  const starts = entries.flatMap((entry) => (entry.next?.user.key === userKey ? [entry.next.from] : []))
  const own = ahead.flatMap(({ from }) => (Date.parse(from) > now ? [from] : []))
  return [...starts, ...own].sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null
}

/** When what is said of a duty stops being true, ISO 8601; null: not within sight. */
export const turnOf = (duty: Duty): string | null => (duty.kind === 'on' ? duty.until : duty.nextFrom)

/** Longer waits overflow the timer of a browser. */
const longestWaitMilliseconds = 24 * 3_600_000
/** The server must have passed the moment too. */
const afterMilliseconds = 300
const shortestWaitMilliseconds = 1_000

/**
 * In how many milliseconds who is on call is to be read again because of a handover, `now` being that of the server;
 * undefined: so late that something else will have read it by then.
 */
export function waitFor(handover: string, now: number): number | undefined {
  const wait = Date.parse(handover) - now + afterMilliseconds
  return wait > longestWaitMilliseconds ? undefined : Math.max(wait, shortestWaitMilliseconds)
}
