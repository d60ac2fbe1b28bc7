import { afterEach, expect, test } from 'vitest'
import type { PreviewedEvent } from '../../../contract/event-rules.ts'
import type { SourceDetail } from '../../../contract/sources.ts'
import { sourcesOf, withRules } from '../../testing/event-rules.ts'
import type { World } from '../../testing/world.ts'
import { createWorld } from '../../testing/world.ts'

let world: World
afterEach(() => world.close())

const ruleOf = async (name: string) =>
  (await world.alice.get<SourceDetail>('/sources/anything')).body.rules.find((rule) => rule.name === name)
const noise = (index: number) => world.send({ summary: 'noise', dedupKey: `noise-${index}` })

test('what a rule did is forgotten when it says something else, and kept when it stays', async () => {
  const stays = { name: 'stays', then: { tags: ['a'] } }
  const drop = { name: 'drop', then: { drop: true } }
  world = await createWorld({ change: withRules([stays, drop]) })
  await noise(1)
  await noise(2)
  expect(await ruleOf('drop')).toMatchObject({ matches: 2 })
  const sources = sourcesOf((await world.alice.get<string>('/config')).body)
  const changed = withRules([stays, { ...drop, if: 'true' }])({ sources }).sources
  expect((await world.alice.post('/config', { sources: changed })).status).toBe(200)
  expect(await ruleOf('drop')).toMatchObject({ matches: 0, lastMatchAt: null })
  expect(await ruleOf('stays')).toMatchObject({ matches: 2 })
})

test('a storm leaves a few events to try rules on, and no more', async () => {
  world = await createWorld({ change: withRules([{ name: 'drop', then: { drop: true } }]) })
  for (let index = 0; index < 15; index += 1) await noise(index)
  const { body } = await world.alice.post<{ events: PreviewedEvent[] }>('/sources/anything/rules/preview', {})
  expect(body.events).toHaveLength(10)
  expect(body.events.at(-1)!.before.dedupKey).toBe('noise-0')
  expect(await ruleOf('drop')).toMatchObject({ matches: 15 })
})

test('what thresholds counted is deleted once it counts no more', async () => {
  const rules = [{ name: 'flaky', then: { threshold: { count: 3, within: '1d' } } }]
  world = await createWorld({ change: withRules(rules) })
  await noise(1)
  const { id } = await world.app.kernel.engine
    .selectFrom('organizations')
    .select('id')
    .where('key', '=', 'default')
    .executeTakeFirstOrThrow()
  const kept = () =>
    world.app.kernel.work.inOrganization(id, async ({ trx, now }) => {
      await trx.updateTable('organizations').set({ pruneAt: now }).execute()
      const rows = await trx.selectFrom('eventRuleHits').select('dedupKey').execute()
      return rows.map((row) => row.dedupKey)
    })
  expect(await kept()).toEqual(['noise-1'])
  await world.advance('23h')
  expect(await kept()).toEqual(['noise-1'])
  await world.advance('6h')
  expect(await kept()).toEqual([])
  await world.alice.post('/alerts/1/resolve')
  world.pages.pages.splice(0)
})
