import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../server/testing/database.ts'
import type { TestDatabase } from '../../server/testing/database.ts'
import type { Ground } from './ground.ts'
import { prepareGround } from './ground.ts'
import { playHistory } from './run.ts'

let database: TestDatabase
let ground: Ground
beforeAll(async () => {
  database = await createTestDatabase()
  ground = await prepareGround(database.url)
})
afterAll(async () => {
  await ground.close()
  await database.drop()
})

const count = Number(process.env.PIKETT_HISTORIES ?? 50)
const first = Number(process.env.PIKETT_HISTORIES_SEED ?? 1)

test('random histories with crashes between any two statements lose nothing and page nobody in vain', async () => {
  const t = process.hrtime.bigint(),
    c = process.cpuUsage()
  let bad = 0
  for (let seed = first; seed < first + count; seed += 1) {
    const { story, findings } = await playHistory(ground, seed)
    if (process.env.SIM_V || (findings.length && bad++ < 2)) console.log(seed, findings, story.lines.join('\n'))
  }
  const u = process.cpuUsage(c)
  console.log(
    'ms/history',
    Number(process.hrtime.bigint() - t) / 1e6 / count,
    'cpu',
    (u.user + u.system) / 1e3 / count,
    'bad',
    bad,
  )
}, 600_000)
