import { afterEach, describe, expect, test } from 'vitest'
import type { AlertDetail, AlertView } from '../../../contract/alerts.ts'
import type { EventView } from '../../../contract/sources.ts'
import { keys } from '../../testing/people.ts'
import type { ConfigInput } from '../../testing/people.ts'
import { sourcesOf, withRules } from '../../testing/event-rules.ts'
import { withSecondNode } from '../../testing/second-node.ts'
import type { World } from '../../testing/world.ts'
import { createWorld } from '../../testing/world.ts'

let world: World
afterEach(() => world.close())

async function setUp(rules: object[], more: Partial<ConfigInput> = {}): Promise<void> {
  world = await createWorld({ change: withRules(rules, more) })
}

const detail = async (number: number) => (await world.alice.get<AlertDetail>(`/alerts/${number}`)).body
const list = async (query = '') => (await world.alice.get<{ items: AlertView[] }>(`/alerts?${query}`)).body.items
const events = async () => (await world.alice.get<{ items: EventView[] }>('/sources/anything/events')).body.items
const disk = (more: object = {}) => world.send({ summary: 'Disk full', dedupKey: 'disk', ...more })
const diskIsFine = () => disk({ status: 'resolved' })
const paged = () => world.pages.take('/alice').body.alert.summary

describe('delay', () => {
  const rules = [{ name: 'blips', then: { delay: '2m' } }]

  test('pages only what is still open then, counted from the first event', async () => {
    await setUp(rules)
    await disk()
    expect(await detail(1)).toMatchObject({
      held: { reason: 'delay', until: '2026-01-05T02:02:00Z', by: { key: 'blips', name: 'blips' } },
    })
    await world.advance('1m')
    await disk()
    await world.advance('59s')
    expect(world.pages.pages).toEqual([])
    await world.advance('1s')
    expect(paged()).toBe('Disk full')
    await diskIsFine()
    await disk()
    await diskIsFine()
    await world.advance('1h')
    expect((await list()).map((alert) => alert.status)).toEqual(['resolved', 'resolved'])
  })

  test('is over at once when an event comes that no rule holds back', async () => {
    await setUp([{ name: 'blips', if: 'event.severity == "warning"', then: { delay: '2m', priority: 'high' } }])
    await disk({ severity: 'warning' })
    expect((await detail(1)).held?.reason).toBe('delay')
    await disk({ severity: 'critical' })
    expect(paged()).toBe('Disk full')
    expect((await detail(1)).held).toBeNull()
    await diskIsFine()
  })
})

describe('threshold', () => {
  const rules = [{ name: 'flaky', then: { threshold: { count: 3, within: '10m' } } }]

  test('holds the alert until so many triggers came within the time, which slides', async () => {
    await setUp(rules)
    await disk()
    await world.advance('6m')
    await disk()
    expect(await detail(1)).toMatchObject({ status: 'triggered', held: { reason: 'threshold', until: null }, count: 2 })
    await world.advance('6m')
    await disk()
    expect(world.pages.pages).toEqual([])
    await world.advance('3m')
    await disk()
    expect(paged()).toBe('Disk full')
    await diskIsFine()
  })

  test('that is not reached when the alert is resolved pages nobody, and what came before still counts', async () => {
    await setUp(rules)
    await disk()
    await diskIsFine()
    await disk()
    await diskIsFine()
    await world.advance('1m')
    expect(world.pages.pages).toEqual([])
    await disk()
    expect(paged()).toBe('Disk full')
    expect((await list()).map((alert) => alert.number)).toEqual([3, 2, 1])
    await diskIsFine()
  })

  test('counts each key of its own, and all events of one request', async () => {
    await setUp(rules)
    const one = (dedupKey: string) => ({ summary: dedupKey, dedupKey })
    await world.send([one('a'), one('b'), one('a'), one('b'), one('a')])
    expect(paged()).toBe('a')
    expect((await list('held=true')).map((alert) => alert.summary)).toEqual(['b'])
    await world.alice.post('/alerts/1/resolve')
    await world.alice.post('/alerts/2/resolve')
  })

  test('is right on two nodes, however the events are shared out', async () => {
    await setUp([{ name: 'flaky', then: { threshold: { count: 20, within: '10m' } } }])
    await withSecondNode(world, async (second) => {
      const post = (url: string) =>
        fetch(`${url}/in/${keys.anything}`, { method: 'POST', body: '{"summary":"Disk full","dedupKey":"disk"}' })
      const both = [world.app.url(), second.url()]
      await Promise.all(Array.from({ length: 19 }, (_, index) => post(both[index % 2]!)))
      await world.settle()
      expect(world.pages.pages).toEqual([])
      expect((await detail(1)).held?.reason).toBe('threshold')
      await post(second.url())
      await world.settle()
      expect(paged()).toBe('Disk full')
      await diskIsFine()
    })
  })
})

describe('drop', () => {
  const nightly = 'fields.job == "backup" && (time.clock >= "22:00" || time.clock < "06:00")'

  test('records the event with the rule and opens nothing; by day it pages', async () => {
    await setUp([{ name: 'Nightly backup', if: nightly, then: { drop: true } }])
    await disk({ job: 'backup' })
    expect(await list()).toEqual([])
    expect(await events()).toMatchObject([
      { outcome: 'dropped', reason: 'dropped_by_rule', detail: 'rule "Nightly backup"', alertId: null },
    ])
    await world.advance('3h')
    await disk({ job: 'backup' })
    expect(paged()).toBe('Disk full')
    await diskIsFine()
  })

  test('of a trigger lets the resolve of an open alert through', async () => {
    await setUp([{ name: 'info', if: 'event.severity == "info"', then: { drop: true } }])
    await disk({ severity: 'critical' })
    paged()
    await disk({ severity: 'info' })
    expect((await detail(1)).count).toBe(1)
    await disk({ severity: 'info', status: 'resolved' })
    expect((await detail(1)).status).toBe('resolved')
  })
})

describe('suppress', () => {
  const rules = [{ name: 'lab', if: 'fields.site == "lab"', then: { suppress: true } }]

  test('opens an alert that everybody sees and nobody is paged for, until somebody escalates', async () => {
    await setUp(rules)
    await disk({ site: 'lab' })
    await world.advance('1d')
    expect(await detail(1)).toMatchObject({ status: 'triggered', held: { reason: 'suppressed', by: { key: 'lab' } } })
    await world.bob.post('/alerts/1/escalate')
    await world.settle()
    expect(paged()).toBe('Disk full')
    await world.alice.post('/alerts/1/resolve')
  })

  test('ends with the hours that it was for, although the sender only repeats itself', async () => {
    await setUp([{ name: 'at night', if: 'time.hour < 6', then: { suppress: true } }])
    await disk()
    await world.advance('2h')
    await disk()
    expect(world.pages.pages).toEqual([])
    await world.advance('1h')
    await disk()
    expect(paged()).toBe('Disk full')
    await diskIsFine()
  })

  test('ends when the rule is taken away, and not when another one is', async () => {
    await setUp([...rules, { name: 'other', then: { tags: ['other'] } }])
    await disk({ site: 'lab' })
    const apply = async (changed: object[]) => {
      const config = (await world.alice.get<string>('/config')).body
      const { sources } = withRules(changed)({ sources: sourcesOf(config) })
      expect((await world.alice.post('/config', { sources })).status).toBe(200)
      await world.settle()
    }
    await apply(rules)
    expect(world.pages.pages).toEqual([])
    await apply([])
    expect(paged()).toBe('Disk full')
    await world.alice.post('/alerts/1/resolve')
  })
})
