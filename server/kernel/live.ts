import pg from 'pg'
import { clientOf, serverUrls } from './db/servers.ts'
import type { Announcement } from './db/work.ts'
import type { Log } from './log.ts'
import { randomToken } from './secrets.ts'

const channel = 'pikett'

/** PostgreSQL refuses notifications of 8000 bytes; longer ones lose their ids and say only which topics changed. */
const maxPayloadBytes = 7_000

/** Announcements of several commits travel together: NOTIFY takes a lock that every committing node shares. */
const collectMs = 20

const reconnectMs = 1_000

/** How often the connection is asked whether it still is one, and how long it may take to say so. */
const askEveryMs = 10_000
const answerWithinMs = 10_000

export type LiveListener = (announcement: Announcement) => void

/** Carries what commits announce to open consoles and due loops: at once in this process, by NOTIFY to the other nodes. */
export interface Live {
  announce(announcement: Announcement): void
  listen(listener: LiveListener): () => void
  start(): Promise<void>
  stop(): Promise<void>
}

export function createLive(url: string, log: Log): Live {
  const node = randomToken(12)
  const listeners = new Set<LiveListener>()
  const tell = (announcement: Announcement) => {
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

function createWire(url: string, log: Log, receive: (payload: string) => void) {
  let client: pg.Client | undefined
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let asking: NodeJS.Timeout | undefined
  const again = () => {
    if (stopped) return
    timer = setTimeout(() => void connect().catch(again), reconnectMs)
  }
  const lost = (which: pg.Client) => {
    if (client !== which) return
    client = undefined
    clearInterval(asking)
    log.warn('lost the connection for live messages, connecting again')
    again()
  }
  const connect = async () => {
    const next = openLine(url)
    next.on('error', () => lost(next))
    next.on('end', () => lost(next))
    next.on('notification', (message) => message.payload && receive(message.payload))
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
    } catch (error) {
      hangUp(next)
      throw error
    }
    client = next
    // It may be silent for hours because nothing happens, or because the network swallows everything.
    asking = setInterval(() => {
      void next.query('select 1').catch(() => {
        hangUp(next)
        lost(next)
      })
    }, askEveryMs)
  }
  return {
    start: connect,
    send(payload: string) {
      // A lost notification is repaired by the tick of the due loops and by the console's own refresh.
      client?.query('select pg_notify($1, $2)', [channel, payload]).catch((error: Error) => {
        if (!stopped) log.warn({ error: error.message }, 'a live message could not be sent')
      })
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      clearInterval(asking)
      const last = client
      client = undefined
      if (last === undefined) return
      const farewell = setTimeout(() => hangUp(last), answerWithinMs)
      await last.end()
      clearTimeout(farewell)
    },
  }
}

function openLine(url: string): pg.Client {
  return new (clientOf(url))({
    connectionString: serverUrls(url)[0],
    application_name: 'pikett_live',
    keepAlive: true,
    connectionTimeoutMillis: answerWithinMs,
    query_timeout: answerWithinMs,
  })
}

/** Ends a connection without a word: on a silent one nobody would answer the farewell. */
function hangUp(client: pg.Client): void {
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection
  stream.destroy()
}
