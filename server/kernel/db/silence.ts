import type pg from 'pg'
import type { Log } from '../log.ts'

/**
 * No statement of ours takes so long: the server ends it before (statement_timeout in connect.ts). A network that swallows everything without a word would
 * otherwise keep its connections, and whoever waits on them, until the machine gives up after a quarter of an hour.
 */
const defaultSilentMs = 20_000

/** How often connections are looked at within that time. */
const looks = 10

/** What we read of a connection of node-postgres. */
interface Line {
  /** False from the moment a statement is sent until its answer is complete. */
  readyForQuery: boolean
  connection: { stream: { bytesRead: number; destroy(error: Error): void } }
}

/** Ends connections of the pool on which a statement waits and nothing is heard. */
export function watchSilence(pool: pg.Pool, log: Log, silentMs = defaultSilentMs): void {
  const heard = new Map<Line, { bytes: number; atMs: number }>()
  let timer: NodeJS.Timeout | undefined
  const look = () => {
    const nowMs = performance.now()
    for (const [line, last] of heard) {
      const { stream } = line.connection
      if (line.readyForQuery || stream.bytesRead !== last.bytes) {
        heard.set(line, { bytes: stream.bytesRead, atMs: nowMs })
      } else if (nowMs - last.atMs > silentMs) {
        heard.delete(line)
        log.warn({ silentMs }, 'the database has fallen silent on a connection, giving it up')
        stream.destroy(new Error('Connection terminated: the database has fallen silent'))
      }
    }
  }
  pool.on('connect', (client) => {
    heard.set(client as unknown as Line, { bytes: 0, atMs: performance.now() })
    timer ??= setInterval(look, silentMs / looks).unref()
  })
  pool.on('remove', (client) => {
    heard.delete(client as unknown as Line)
    if (heard.size > 0) return
    clearInterval(timer)
    timer = undefined
  })
}
