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

const count = Number(process.env.PIKETT_HISTORIES ?? 8)

test('random histories with crashes between any two statements lose nothing and page nobody in vain', async () => {
  const first = Number(process.env.PIKETT_FAULTS_SEED ?? 1)
  let pages = 0
  for (let seed = first; seed < first + count; seed += 1) {
    const { story, findings } = await playHistory(ground, seed)
    pages += story.pages.length
    expect(findings, `npm run faults -- --history ${seed}`).toEqual([])
  }
  // An innocent verdict over nothing proves nothing.
  expect(pages).toBeGreaterThan(0)
}, 240_000)

test('a seed tells the same story again, step by step', async () => {
  const first = await playHistory(ground, 5)
  const again = await playHistory(ground, 5)
  expect(again.story.lines).toEqual(first.story.lines)
  expect(first.story.lines.length).toBeGreaterThan(50)
}, 120_000)
