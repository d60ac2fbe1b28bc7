import { createConnection, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import pg from 'pg'

/**
 * `open`: everything passes. `silent`: everything is swallowed in both directions without a word, also the end of a
 * connection, as by a network that is cut. `cut`: connections are refused.
 */
export type CableState = 'open' | 'silent' | 'cut'

/** A way to the database that can be cut. */
export interface Cable {
  /** The database's connection string, by this way. */
  url: string
  set(state: CableState): void
  /**
   * The next commit of a transaction with such a statement reaches the database and its answer gets lost,
   * with the connection: nobody knows what became of it. Resolves when that has happened.
   */
  loseCommit(statement: RegExp): Promise<void>
  close(): void
}

export async function createCable(databaseUrl: string): Promise<Cable> {
  const { host, port, user, password, database } = new pg.Client({ connectionString: databaseUrl })
  const far = () => createConnection(host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port })
  const way = await createWay(far)
  return { ...way, url: `postgres://${user}:${password}@127.0.0.1:${way.port}/${database}` }
}

/** A way to anything that speaks TCP, on a free port or on `ownPort` of 127.0.0.1. */
export async function createWay(far: () => Socket, ownPort = 0): Promise<Omit<Cable, 'url'> & { port: number }> {
  const sockets = new Set<Socket>()
  let state: CableState = 'open'
  let loses: { statement: RegExp; done: () => void } | undefined
  const join = (from: Socket, to: Socket, passes: (data: Buffer) => boolean) => {
    sockets.add(from)
    from.on('data', (data: Buffer) => state === 'open' && passes(data) && to.write(data))
    from.on('error', () => {})
    from.on('close', () => {
      sockets.delete(from)
      // Who is behind a silent network never learns that the other side is gone.
      if (state !== 'silent') to.destroy()
    })
  }
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy()
    const other = far()
    let [isMeant, isLost] = [false, false]
    join(near, other, (data) => {
      if (loses !== undefined && loses.statement.test(data.toString('latin1'))) isMeant = true
      if (isMeant && isCommit(data)) isLost = true
      return true
    })
    join(other, near, () => {
      if (!isLost) return true
      loses?.done()
      loses = undefined
      near.destroy()
      return false
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(ownPort, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      // What was swallowed is missing: nothing sensible can come through these any more.
      if (next === 'cut' || state === 'silent') for (const socket of sockets) socket.destroy()
      state = next
    },
    loseCommit: (statement) => new Promise((done) => (loses = { statement, done })),
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** A simple query of PostgreSQL's protocol: Q, its length, its text. */
const isCommit = (data: Buffer) =>
  data[0] === 0x51 && data.subarray(5, 11).toString('latin1').toLowerCase() === 'commit'
