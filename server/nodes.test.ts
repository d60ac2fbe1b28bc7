import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from './app.ts'
import type { App } from './app.ts'
import { openMasterKey } from './installation.ts'
import { systemClock } from './kernel/clock.ts'
import { readConfig } from './kernel/config.ts'
import { createLog } from './kernel/log.ts'
import { createClient } from './testing/client.ts'
import { tokens } from './testing/people.ts'
import { createWorld } from './testing/world.ts'
import type { World } from './testing/world.ts'

let world: World
let dataDir: string
beforeAll(async () => {
  world = await createWorld()
  dataDir = mkdtempSync(join(tmpdir(), 'pikett-node-'))
})
afterAll(async () => {
  await world.close()
  rmSync(dataDir, { recursive: true })
})

const settings = (role: string) =>
  readConfig(
    {
      PIKETT_ROLE: role,
      PIKETT_PORT: '0',
      PIKETT_DATA_DIR: dataDir,
      PIKETT_DATABASE_URL: world.databaseUrl,
      PIKETT_PUBLIC_URL: 'https://pikett.test',
    },
    false,
  )

async function withNode(role: string, act: (node: App) => Promise<void>): Promise<void> {
  const parts = { clock: systemClock, log: createLog('silent'), databaseUrl: world.databaseUrl, loops: false }
  const node = await createApp({ ...parts, config: settings(role), secretKey: '42'.repeat(32) })
  await node.start()
  try {
    await act(node)
  } finally {
    await node.stop()
  }
}

test('a worker answers what watches it and nobody else', async () => {
  await withNode('worker', async (node) => {
    const status = async (path: string) => (await fetch(`${node.url()}${path}`)).status
    expect([await status('/health/live'), await status('/health/ready'), await status('/metrics')]).toEqual([
      200, 200, 200,
    ])
    expect([await status('/api/v1/alerts'), await status('/'), await status('/in/x')]).toEqual([404, 404, 404])
  })
})

test('a node of the role api answers like any other', async () => {
  await withNode('api', async (node) => {
    expect((await createClient(node.url(), tokens.alice).get('/alerts')).status).toBe(200)
  })
})

test('a further node gets the master key handed over and never makes one of its own', async () => {
  const open = () => openMasterKey(settings('all'), world.databaseUrl)
  await expect(open()).rejects.toThrow('Copy secrets/master.key')
  expect(existsSync(join(dataDir, 'secrets/master.key'))).toBe(false)
  writeFileSync(join(dataDir, 'secrets/master.key'), `${'42'.repeat(32)}\n`)
  expect(await open()).toBe('42'.repeat(32))
})
