import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AlertView } from '../../../contract/alerts.ts'
import type { PreviewedEvent, PreviewRequest } from '../../../contract/event-rules.ts'
import type { SourceDetail } from '../../../contract/sources.ts'
import type { Client } from '../../testing/client.ts'
import type { World } from '../../testing/world.ts'
import { createWorld } from '../../testing/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const preview = async (request: PreviewRequest, by: Client = world.alice) =>
  by.post<{ events: PreviewedEvent[] }>('/sources/anything/rules/preview', request)
const events = async (request: PreviewRequest) => (await preview(request)).body.events

async function sendThree(): Promise<void> {
  await world.send({ summary: 'Disk full', dedupKey: 'disk', severity: 'critical', host: 'db-1' })
  await world.send({ summary: 'Disk filling', dedupKey: 'disk', severity: 'warning', host: 'db-1' })
  await world.send({ summary: 'Disk fine', dedupKey: 'disk', status: 'resolved', host: 'db-1' })
  world.pages.pages.splice(0)
}

describe('a preview', () => {
  test('says for each of the last events what each rule does, the result, and whether somebody would be paged', async () => {
    await sendThree()
    const [fine, filling, full] = await events({
      rules: [
        { name: 'warnings', if: 'event.severity == "warning"', then: { drop: true } },
        { name: 'broken', if: 'fields.nothing == 1', then: { drop: true } },
        { name: 'slow', then: { delay: '2m', tags: ['slow'], customer: 'nobody', dedupKey: '{{fields.host}}' } },
      ],
    })
    expect(filling).toMatchObject({ result: 'dropped', decidedBy: 'warnings', pages: 'no', wouldPage: false })
    expect(filling!.rules).toEqual([
      { rule: 'warnings', matched: true, did: [{ action: 'drop', value: '' }], failures: [] },
    ])
    expect(full).toMatchObject({
      before: { action: 'trigger', dedupKey: 'disk', summary: 'Disk full', severity: 'critical' },
      after: { dedupKey: 'db-1', priority: 'high', customer: 'acme', escalationPolicy: 'default', tags: ['slow'] },
      result: 'delayed',
      decidedBy: 'slow',
      pages: 'if_it_lasts',
      wouldPage: true,
      delaySeconds: 120,
    })
    expect(full!.rules.map(({ rule, matched }) => [rule, matched])).toEqual([
      ['warnings', false],
      ['broken', false],
      ['slow', true],
    ])
    expect(full!.rules[1]!.failures[0]).toContain('nothing')
    expect(full!.rules[2]!.failures).toEqual(['there is no customer "nobody", so that of the source applies'])
    expect(fine).toMatchObject({ after: { dedupKey: 'db-1' }, result: 'answer', pages: 'no', decidedBy: null })
  })

  test('counts a threshold over its events, and knows what is suppressed', async () => {
    await sendThree()
    await world.send({ summary: 'Disk full', dedupKey: 'disk' })
    world.pages.pages.splice(0)
    const flaky = { name: 'flaky', then: { threshold: { count: 3, within: '10m' } } }
    expect((await events({ rules: [flaky] })).map(({ result, pages }) => [result, pages])).toEqual([
      ['alert', 'at_once'],
      ['answer', 'no'],
      ['threshold', 'if_it_repeats'],
      ['threshold', 'if_it_repeats'],
    ])
    const [silent] = await events({ rules: [{ name: 'lab', then: { suppress: true } }], events: 1 })
    expect(silent).toMatchObject({ result: 'suppressed', decidedBy: 'lab', wouldPage: false })
    await world.alice.post('/alerts/2/resolve')
  })

  test('stores nothing', async () => {
    await sendThree()
    await events({ rules: [{ name: 'all', then: { threshold: { count: 2, within: '1m' }, tags: ['x'] } }] })
    await world.settle()
    expect((await world.alice.get<SourceDetail>('/sources/anything')).body.rules).toEqual([])
    const { items } = (await world.alice.get<{ items: AlertView[] }>('/alerts')).body
    expect(items.map(({ tags }) => tags)).toEqual([['priority:high', 'customer:acme']])
    expect((await events({})).map(({ result }) => result)).toEqual(['answer', 'alert', 'alert'])
  })

  test('never shows the key of the source', async () => {
    await world.send({ summary: 'x', key: 'x', note: `sent to ${world.app.url()}` })
    world.pages.pages.splice(0)
    const answer = await preview({ rules: [{ name: 'raw', then: { fields: { note: '{{raw.note}}' } } }] })
    expect(answer.body.events[0]!.after.fields.note).toContain('sent to')
    await world.alice.post('/alerts/1/resolve')
  })

  test('refuses rules that cannot be read, with their place', async () => {
    const answer = await world.alice.post<{ problems: { path: string }[] }>('/sources/anything/rules/preview', {
      rules: [{ name: 'x', if: 'host == 1', then: { drop: true } }],
    })
    expect(answer).toMatchObject({ status: 422, body: { problems: [{ path: 'rules.0.if' }] } })
    expect((await world.alice.post('/sources/anything/rules/preview', { events: 201 })).status).toBe(400)
  })

  test('is for those who may read the set-up; Charlie sees the events of his own source only', async () => {
    await sendThree()
    expect((await preview({}, world.bob)).status).toBe(403)
    expect((await preview({}, world.sam)).status).toBe(403)
    expect((await preview({}, world.nobody)).status).toBe(401)
    expect((await preview({}, world.charlie)).body.events).toEqual([])
    expect((await world.charlie.post('/sources/events/rules/preview', {})).status).toBe(404)
  })
})
