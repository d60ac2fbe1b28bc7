import type { TimelineEntry } from '../../api/types.ts'

export interface MinuteGroup {
  minute: string
  entries: TimelineEntry[]
}

/** Entries of the same minute (UTC) together, oldest first; of repetitions in a row the latest stands, for it counts them all. */
export function byMinute(entries: TimelineEntry[]): MinuteGroup[] {
  const groups: MinuteGroup[] = []
  for (const entry of entries) {
    const minute = entry.at.slice(0, 16)
    let group = groups.at(-1)
    if (group?.minute !== minute) {
      group = { minute, entries: [] }
      groups.push(group)
    }
    if (entry.kind === 'alert.repeated' && group.entries.at(-1)?.kind === entry.kind) group.entries.pop()
    group.entries.push(entry)
  }
  return groups
}
