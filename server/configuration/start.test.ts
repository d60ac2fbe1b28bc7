import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { readConfig } from '../kernel/config.ts'
import { createLog } from '../kernel/log.ts'
import { createClient } from '../testing/client.ts'
import { createClock } from '../testing/clock.ts'
import { createTestDatabase } from '../testing/database.ts'
import { monday3 } from '../testing/world.ts'

/** The example of the documentation, complete. */
const design = join(import.meta.dirname, 'fixtures/design.yaml')

let dataDir: string
let database: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pikett-start-'))
  database = await createTestDatabase()
})
afterAll(async () => {
  await database.drop()
  await rm(dataDir, { recursive: true })
})

const start = async (file: string) => {
  const env = { PIKETT_DATA_DIR: dataDir, PIKETT_LOG_LEVEL: 'silent', PIKETT_CONFIG: file }
  const config = { ...readConfig(env, false), port: 0 }
  const parts = { config, clock: createClock(monday3), log: createLog('silent'), secretKey: '42'.repeat(32) }
  const app = await createApp({ ...parts, databaseUrl: database.url, loops: false })
  try {
    await app.start()
  } catch (error) {
    await app.stop()
    throw error
  }
  return app
}

test('a bad file stops the start, in words with file, line and column, and makes nothing', async () => {
  const file = join(dataDir, 'bad.yaml')
  await writeFile(file, (await readFile(design, 'utf8')).replace('members: [ann, bob]', 'members: [ann, bop]'))
  await expect(start(file)).rejects.toThrow(`${file}:23:53: There is no user "bop". Did you mean "bob"?`)
  await expect(start(join(dataDir, 'none.yaml'))).rejects.toThrow(/none\.yaml \(PIKETT_CONFIG\) cannot be read/)
})

test('the file of the documentation makes the organization, on nodes that start at once only one time', async () => {
  const apps = await Promise.all([start(design), start(design)])
  const client = createClient(apps[0].url(), 'pk_0123456789abcdef0123456789abcdef')
  const dry = await fetch(`${apps[1].url()}/api/v1/config?dryRun=true`, {
    method: 'POST',
    headers: { authorization: 'Bearer pk_0123456789abcdef0123456789abcdef', 'content-type': 'text/yaml' },
    body: await readFile(design),
  })
  expect(await dry.json()).toEqual({ changes: [], applied: false })
  const users = await client.get<{ items: { key: string; canSignIn: boolean }[] }>('/users')
  expect(users.body.items.map(({ key, canSignIn }) => [key, canSignIn])).toEqual([
    ['ann', true],
    ['bob', false],
  ])
  expect((await client.get('/setup')).body).toEqual({ needed: false })
  for (const app of apps) await app.stop()
})
