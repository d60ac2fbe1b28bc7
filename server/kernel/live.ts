import type { Announcement } from './db/work.ts'
import type { Log } from './log.ts'
import type { RecentChanges } from './recent-changes.ts'
import { createRecentChanges } from './recent-changes.ts'
import { randomToken } from './secrets.ts'
import { createWire } from './wire.ts'

/** PostgreSQL refuses notifications of 8000 bytes; longer ones lose their ids and say only which topics changed. */
const maxPayloadBytes = 7_000

/** Announcements of several commits travel together: NOTIFY takes a lock that every committing node shares. */
const collectMs = 20

export type LiveListener = (announcement: Announcement) => void

/** Carries what commits announce to open consoles and due loops: at once in this process, by NOTIFY to the other nodes. */
export interface Live {
  announce(announcement: Announcement): void
  listen(listener: LiveListener): () => void
  /** What a console may have missed that read first and listened then. */
  changedWithin: RecentChanges['within']
  start(): Promise<void>
  stop(): Promise<void>
}

export function createLive(url: string, log: Log): Live {
  const node = randomToken(12)
  const listeners = new Set<LiveListener>()
  const recent = createRecentChanges()
  const tell = (announcement: Announcement) => {
    recent.note(announcement)
    for (const listener of listeners) listener(announcement)
  }
  const wire = createWire(url, log, (payload) => {
    const message = JSON.parse(payload) as { node: string; announcements: Announcement[] }
    if (message.node !== node) message.announcements.forEach(tell)
  })
  const outbox = createOutbox((announcements) => wire.send(encode(node, announcements)))
  return {
    announce(announcement) {
      tell(announcement)
      outbox.add(announcement)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    changedWithin: (orgId, milliseconds) => recent.within(orgId, milliseconds),
    start: () => wire.start(),
    async stop() {
      outbox.flush()
      await wire.stop()
    },
  }
}

function createOutbox(send: (announcements: Announcement[]) => void) {
  let waiting: Announcement[] = []
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length > 0) send(waiting.splice(0))
  }
  return {
    add(announcement: Announcement) {
      waiting.push(announcement)
      timer ??= setTimeout(flush, collectMs)
    },
    flush,
  }
}

/** One organization's announcements become one; ids are given up when the payload would not fit. */
function encode(node: string, announcements: Announcement[]): string {
  const full = JSON.stringify({ node, announcements })
  if (Buffer.byteLength(full) <= maxPayloadBytes) return full
  const merged = [...Map.groupBy(announcements, (one) => one.orgId)].map(([orgId, group]) => ({
    orgId,
    changes: [...new Set(group.flatMap((one) => one.changes.map((change) => change.topic)))].map((topic) => ({
      topic,
    })),
    loops: [...new Set(group.flatMap((one) => one.loops))],
  }))
  return JSON.stringify({ node, announcements: merged.slice(0, 50) })
}
