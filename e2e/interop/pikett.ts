import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../server/app.ts'
import { systemClock } from '../../server/kernel/clock.ts'
import { readConfig } from '../../server/kernel/config.ts'
import { createLog } from '../../server/kernel/log.ts'
import { createClient } from '../../server/testing/client.ts'
import type { Client } from '../../server/testing/client.ts'
import { createTestDatabase } from '../../server/testing/database.ts'
import type { ConfigInput } from '../../server/testing/people.ts'

export interface RunningPikett {
  url: string
  /** Host and port, as other systems want it in their settings. */
  target: string
  /** Speaks as the machine's owner. */
  api: Client
  stop(): Promise<void>
}

/** The product on the real clock, with its loops, set up by this configuration. */
export async function startPikett(configuration: ConfigInput): Promise<RunningPikett> {
  const database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'pikett-interop-'))
  const env = { PIKETT_DATA_DIR: dataDir, PIKETT_OUTBOUND_ALLOW: '127.0.0.0/8', PIKETT_LOG_LEVEL: 'silent' }
  const app = await createApp({
    config: { ...readConfig(env, false), port: 0 },
    clock: systemClock,
    log: createLog(process.env.PIKETT_TEST_LOG ?? 'silent'),
    databaseUrl: database.url,
    secretKey: '42'.repeat(32),
    loops: true,
  })
  await app.start()
  const token = (await readFile(join(dataDir, 'secrets/local.token'), 'utf8')).trim()
  const api = createClient(app.url(), token)
  const applied = await api.post('/config', configuration)
  if (applied.status !== 200) throw new Error(`the configuration was refused: ${JSON.stringify(applied.body)}`)
  return {
    url: app.url(),
    target: new URL(app.url()).host,
    api,
    async stop() {
      await app.stop()
      await database.drop()
      await rm(dataDir, { recursive: true })
    },
  }
}
