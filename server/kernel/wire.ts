import type pg from 'pg'
import { clientOf, serverUrls } from './db/servers.ts'
import type { Log } from './log.ts'

const channel = 'pikett'

const reconnectMs = 1_000

/** How often the connection is asked whether it still is one, and how long it may take to say so. */
const askEveryMs = 10_000
const answerWithinMs = 10_000

/** The connection on which nodes tell each other what they committed: PostgreSQL's LISTEN and NOTIFY. */
export interface Wire {
  start(): Promise<void>
  send(payload: string): void
  stop(): Promise<void>
}

/** Connects again when the connection is lost; what was told meanwhile is not repeated. */
export function createWire(url: string, log: Log, receive: (payload: string) => void): Wire {
  let line: pg.Client | undefined
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const again = () => {
    if (!stopped) timer = setTimeout(() => void connect().catch(again), reconnectMs)
  }
  const connect = async () => {
    const next = await openLine(url, receive)
    // Asked to stop while it connected: nobody else knows of this connection.
    if (stopped) return hangUp(next)
    const asking = setInterval(() => void next.query('select 1').catch(() => hangUp(next)), askEveryMs)
    line = next
    next.once('end', () => {
      clearInterval(asking)
      if (line !== next) return
      line = undefined
      log.warn('lost the connection for live messages, connecting again')
      again()
    })
  }
  return {
    start: connect,
    send(payload) {
      // A lost notification is repaired by the tick of the due loops and by the console's own refresh.
      line?.query('select pg_notify($1, $2)', [channel, payload]).catch((error: Error) => {
        if (!stopped) log.warn({ error: error.message }, 'a live message could not be sent')
      })
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      const last = line
      line = undefined
      if (last === undefined) return
      const farewell = setTimeout(() => hangUp(last), answerWithinMs)
      await last.end()
      clearTimeout(farewell)
    },
  }
}

async function openLine(url: string, receive: (payload: string) => void): Promise<pg.Client> {
  const line: pg.Client = new (clientOf(url))({
    connectionString: serverUrls(url)[0],
    application_name: 'pikett_live',
    keepAlive: true,
    connectionTimeoutMillis: answerWithinMs,
    query_timeout: answerWithinMs,
  })
  // Whoever waits for a statement is told; the end is what everybody else looks at.
  line.on('error', () => {})
  line.on('notification', (message) => message.payload && receive(message.payload))
  try {
    await line.connect()
    await line.query(`listen ${channel}`)
    return line
  } catch (error) {
    hangUp(line)
    throw error
  }
}

/** Ends a connection without a word: on a silent one, because the network swallows everything, nobody would answer. */
function hangUp(line: pg.Client): void {
  const { stream } = (line as unknown as { connection: { stream: { destroy(): void } } }).connection
  stream.destroy()
}
