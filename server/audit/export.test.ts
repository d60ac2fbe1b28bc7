import { afterAll, beforeAll, expect, test } from 'vitest'
import { tokens } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

interface Entry {
  seq: number
  action: string
}

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('an export is the whole chain, one JSON object a line, and ends with the end of the chain', async () => {
  const response = await fetch(`${world.app.url()}/api/v1/audit/export`, {
    headers: { authorization: `Bearer ${tokens.alice}` },
  })
  expect(response.headers.get('content-type')).toContain('application/jsonl')
  const lines = (await response.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry & { hash: string; head: object })
  const end = lines.pop()!
  expect(lines.map((line) => line.seq)).toEqual(lines.map((_, index) => index + 1))
  expect(lines.at(-1)).toMatchObject({ action: 'audit.exported' })
  expect(end).toEqual({ head: { entries: lines.length, hash: lines.at(-1)!.hash } })
})

test('another organization has its own log, and roles without the permission have none', async () => {
  const theirs = await world.charlie.get<{ items: Entry[] }>('/audit')
  expect(JSON.stringify(theirs.body)).not.toMatch(/Alice|Bob|acme/)
  expect((await world.bob.get('/audit')).status).toBe(403)
  expect((await world.nobody.get('/audit')).status).toBe(401)
})
