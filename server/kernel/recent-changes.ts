import type { Topic } from '../../contract/live.ts'
import { topics } from '../../contract/live.ts'
import type { Announcement } from './db/work.ts'

/** Milliseconds since any moment, never set: what passed between two of them is all that counts. */
const steadyMs = () => performance.now()

export interface RecentChanges {
  note(announcement: Announcement): void
  /** What changed in the organization within so many milliseconds; everything when this process has not run that long. */
  within(orgId: string, milliseconds: number): readonly Topic[]
}

/**
 * When each topic of an organization changed last, as this process heard of it: seven numbers for each organization that
 * has changed anything since the start.
 */
export function createRecentChanges(nowMs: () => number = steadyMs): RecentChanges {
  const startedMs = nowMs()
  const changedMsByTopicByOrg = new Map<string, Map<Topic, number>>()
  return {
    note({ orgId, changes }) {
      if (changes.length === 0) return
      const changedMsByTopic = changedMsByTopicByOrg.get(orgId) ?? new Map<Topic, number>()
      changedMsByTopicByOrg.set(orgId, changedMsByTopic)
      const at = nowMs()
      for (const { topic } of changes) changedMsByTopic.set(topic, at)
    },
    within(orgId, milliseconds) {
      const since = nowMs() - milliseconds
      if (since < startedMs) return topics
      const changed = [...(changedMsByTopicByOrg.get(orgId) ?? [])].filter(([, at]) => at >= since)
      return changed.map(([topic]) => topic)
    },
  }
}
