import type { PreviewedEvent } from '../../../../contract/event-rules.ts'

/** How the last events end by these rules: how many of each result, most first. */
export function tally(events: readonly PreviewedEvent[]): { result: PreviewedEvent['result']; count: number }[] {
  const counts = new Map<PreviewedEvent['result'], number>()
  for (const { result } of events) counts.set(result, (counts.get(result) ?? 0) + 1)
  return [...counts].map(([result, count]) => ({ result, count })).sort((one, other) => other.count - one.count)
}

/** The events that end otherwise by the new rules than by those that are saved, by id. */
export function changedEvents(saved: readonly PreviewedEvent[], now: readonly PreviewedEvent[]): ReadonlySet<string> {
  const before = new Map(saved.map((event) => [event.id, essence(event)]))
  return new Set(now.filter((event) => before.get(event.id) !== essence(event)).map(({ id }) => id))
}

const essence = ({ after, result, pages, delaySeconds }: PreviewedEvent) =>
  JSON.stringify([after, result, pages, delaySeconds])

/** What the rules changed of an event, before and after; only what differs. */
export function differences({ before, after }: PreviewedEvent) {
  return (['summary', 'severity', 'dedupKey'] as const)
    .filter((name) => before[name] !== after[name])
    .map((name) => ({ name, before: before[name], after: after[name] }))
}
