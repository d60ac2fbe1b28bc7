import type { OnCallEntry } from '../api/types.ts'

/** Whether and until when a person is on call, over all schedules. Instants are ISO 8601. */
export type Duty =
  | { kind: 'on'; schedules: string[]; until: string | null; next: string | null }
  | { kind: 'off'; nextFrom: string | null }

/** The end that counts is the nearest one: from then on the sentence is no longer true. */
export function dutyOf(entries: OnCallEntry[], userKey: string): Duty {
  const mine = entries.filter((entry) => entry.user?.key === userKey)
  if (mine.length === 0) return { kind: 'off', nextFrom: nextShift(entries, userKey) }
  const ending = mine.filter((entry) => entry.to !== null).sort(byEnd)[0]
  const follower = ending?.next && ending.next.from === ending.to ? ending.next.user : null
  return {
    kind: 'on',
    schedules: [...new Set(mine.map((entry) => entry.team?.name ?? entry.schedule.name))],
    until: ending?.to ?? null,
    next: follower?.name ?? null,
  }
}

function nextShift(entries: OnCallEntry[], userKey: string): string | null {
  const starts = entries.flatMap((entry) => (entry.next?.user?.key === userKey ? [entry.next.from] : []))
  return starts.sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null
}

function byEnd(one: OnCallEntry, other: OnCallEntry): number {
  return Date.parse(one.to ?? '') - Date.parse(other.to ?? '')
}
