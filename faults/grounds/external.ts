import { createConnection } from 'node:net'
import { join } from 'node:path'
import { signal } from '../../server/kernel/postgres/processes.ts'
import { startEmbeddedPostgres } from '../../server/kernel/postgres/index.ts'
import type { EmbeddedPostgres } from '../../server/kernel/postgres/index.ts'
import { createWay } from '../../server/testing/cable.ts'
import { freePort } from '../ports.ts'
import type { Ground } from './ground.ts'

const log = { info() {}, warn() {}, error() {} }

/** One key for all nodes, as an operator hands it over. */
export const sharedSecrets = { PIKETT_SECRET_KEY: '5e'.repeat(32) }

const nobody = () => Promise.reject(new Error('this database has one server'))

/** Several nodes on one PostgreSQL over TCP, each by a way of its own that can be cut. */
export async function externalGround(folder: string, nodes: number): Promise<Ground> {
  const port = await freePort()
  const open = () => {
    const settings = { listen_addresses: '127.0.0.1', port, max_connections: 200 }
    return startEmbeddedPostgres({ dataDir: join(folder, 'database'), log, settings })
  }
  let server: EmbeddedPostgres = await open()
  const password = new URL(server.url).password
  const ways = await Promise.all(
    Array.from({ length: nodes }, () => createWay(() => createConnection({ host: '127.0.0.1', port }))),
  )
  const urlOf = (index: number) => `postgres://postgres:${password}@127.0.0.1:${ways[index]!.port}/postgres`
  return {
    dataDirOf: (index) => join(folder, `node${index + 1}`),
    envOf: (index) => ({ PIKETT_DATABASE_URL: urlOf(index), ...sharedSecrets }),
    database: {
      stop: () => server.stop(),
      async kill() {
        signal(server.pid, 'SIGKILL')
        await server.stop()
      },
      async start() {
        server = await open()
      },
      switchOver: nobody,
      isolate: nobody,
      setCable: (index, state) => ways[index]!.set(state),
    },
    async close() {
      for (const way of ways) way.close()
      await server.stop()
    },
  }
}
