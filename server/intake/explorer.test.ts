import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventList, sourceList } from '../../contract/sources.ts'
import type { SourceView } from '../../contract/sources.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

const quiet = `r${'0'.repeat(30)}5`

function change(config: ConfigInput): ConfigInput {
  const rules = [
    { name: 'Noise', if: 'event.summary.contains("noise")', then: { drop: true as const } },
    { name: 'Unasked', if: 'fields.nowhere == "x"', then: { drop: true as const } },
  ]
  const watched = {
    key: 'watched',
    type: 'webhook' as const,
    escalationPolicy: 'default',
    integrationKey: quiet,
    rules,
  }
  const window = { key: 'night', name: 'Night work', start: '2026-01-05T02:00', end: '2026-01-05T23:00' }
  return {
    ...config,
    sources: [...config.sources!, watched],
    maintenanceWindows: [{ ...window, sources: ['watched'] }],
  }
}

let world: World
beforeAll(async () => {
  world = await createWorld({ change })
  await world.send({ summary: 'Disk noise', dedupKey: 'noise' }, quiet)
  await world.advance('3h')
  await world.send({ summary: 'Disk FULL', dedupKey: 'disk', room: 'B2' }, quiet)
  await world.send({ summary: 'Fan', dedupKey: 'fan' }, quiet)
})
afterAll(() => world.close())

const events = async (query = '') =>
  eventList.parse((await world.alice.get(`/sources/watched/events?${query}`)).body).items
const keysOf = async (query: string) => (await events(query)).map((event) => event.dedupKey)

describe('the events of a source', () => {
  test('are found by what was sent in upper or lower case, by key, by outcome and by time', async () => {
    expect(await keysOf('q=disk full')).toEqual(['disk'])
    expect(await keysOf('q=b2')).toEqual(['disk'])
    expect(await keysOf('dedupKey=fan')).toEqual(['fan'])
    expect(await keysOf('outcome=dropped')).toEqual(['noise'])
    expect(await keysOf('from=2026-01-05T04:00:00Z')).toEqual(['fan', 'disk'])
    expect(await keysOf('to=2026-01-05T04:00:00Z')).toEqual(['noise'])
    expect(await keysOf('q=B2&outcome=dropped')).toEqual([])
  })

  test('say what holds their alert back now', async () => {
    const [fan] = await events('dedupKey=fan')
    expect(fan?.held).toEqual({
      reason: 'maintenance',
      by: { key: 'night', name: 'Night work' },
      until: '2026-01-05T22:00:00Z',
    })
    expect((await events('dedupKey=noise'))[0]?.held).toBeNull()
    const one = await world.alice.get<{ held: unknown }>(`/events/${fan?.id}`)
    expect(one.body.held).toEqual(fan?.held)
  })

  test('are nobody else’s, and not for those who only look on', async () => {
    expect((await world.charlie.get('/sources/watched/events?q=disk')).status).toBe(404)
    expect((await world.sam.get('/sources/watched/events?q=disk')).status).toBe(403)
  })
})

describe('the list of sources', () => {
  const watched = async (): Promise<SourceView> => {
    const { items } = sourceList.parse((await world.alice.get('/sources')).body)
    return items.find((source) => source.key === 'watched')!
  }

  test('counts the events of the last day by hour, the last hour last', async () => {
    const { eventsByHour, eventsLast24h } = await watched()
    expect(eventsByHour).toEqual([...Array<number>(20).fill(0), 1, 0, 0, 2])
    expect(eventsLast24h).toBe(3)
    const others = sourceList.parse((await world.alice.get('/sources')).body).items
    expect(others.find((source) => source.key === 'events')?.eventsByHour).toEqual(Array(24).fill(0))
  })

  test('counts the rules that could not be carried out within a day', async () => {
    await world.settle()
    expect((await watched()).failingRules).toBe(1)
    const { body } = await world.alice.get<SourceView & { rules: { name: string; failures: number }[] }>(
      '/sources/watched',
    )
    expect(body.failingRules).toBe(body.rules.filter((rule) => rule.failures > 0).length)
    await world.advance('25h')
    expect((await watched()).failingRules).toBe(0)
    world.pages.pages.splice(0)
  })
})
