import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { createApp } from '../../server/app.ts'
import type { App } from '../../server/app.ts'
import { systemClock } from '../../server/kernel/clock.ts'
import { readConfig } from '../../server/kernel/config.ts'
import { createLog } from '../../server/kernel/log.ts'
import { createTestDatabase } from '../../server/testing/database.ts'
import type { TestDatabase } from '../../server/testing/database.ts'

export interface Product {
  readonly url: string
  /** The one-time code that the terminal shows. */
  code(): Promise<string>
  stop(): Promise<void>
  /** Again at the same address, on the same data. */
  start(): Promise<void>
}

/** Pikett as `npm start` runs it the first time, on the real clock: nobody is set up yet. */
export function openProduct(): Product {
  let database: TestDatabase
  let dataDir: string
  let port = 0
  let app: App | undefined
  const start = async () => {
    const config = { ...readConfig({ PIKETT_DATA_DIR: dataDir, PIKETT_LOG_LEVEL: 'silent' }, false), port }
    const parts = { config, clock: systemClock, log: createLog('silent'), secretKey: '42'.repeat(32), loops: true }
    app = await createApp({ ...parts, databaseUrl: database.url })
    await app.start()
    port = Number(new URL(app.url()).port)
  }
  const stop = async () => {
    await app?.stop()
    app = undefined
  }
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'pikett-product-'))
    database = await createTestDatabase()
    await start()
  })
  afterAll(async () => {
    await stop()
    await database.drop()
    await rm(dataDir, { recursive: true })
  })
  return {
    get url() {
      return `http://127.0.0.1:${port}`
    },
    async code() {
      const words = (await app?.greeting())?.join(' ') ?? ''
      const code = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(words)?.[0]
      if (!code) throw new Error(`the terminal shows no code: ${words}`)
      return code
    },
    start,
    stop,
  }
}
