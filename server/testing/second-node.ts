import { createApp } from '../app.ts'
import type { App } from '../app.ts'
import { readConfig } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import type { World } from './world.ts'

/** Runs a second node on the database of a world, on the same clock, for as long as `act` takes. */
export async function withSecondNode(world: World, act: (second: App) => Promise<void>): Promise<void> {
  const environment = { PIKETT_OUTBOUND_ALLOW: '127.0.0.0/8', PIKETT_DATA_DIR: world.app.kernel.config.dataDir }
  const second = await createApp({
    config: { ...readConfig(environment, false), port: 0 },
    clock: world.clock,
    log: createLog('silent'),
    databaseUrl: world.databaseUrl,
    secretKey: '42'.repeat(32),
    loops: false,
  })
  await second.start()
  try {
    await act(second)
  } finally {
    await second.stop()
  }
}
