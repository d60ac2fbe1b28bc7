import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AlertDetail, AlertView } from '../../contract/alerts.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const openAlerts = async () => (await world.alice.get<{ items: AlertView[] }>('/alerts?status=open')).body.items
const detail = async (id: string) => (await world.alice.get<AlertDetail>(`/alerts/${id}`)).body
const kindsOf = async (id: string) =>
  (await world.alice.get<{ items: { kind: string }[] }>(`/alerts/${id}/timeline`)).body.items.map((entry) => entry.kind)

describe('an alert nobody answers', () => {
  test('pages the person on call at once, then the second, then the whole team, five minutes each', async () => {
    expect((await world.send({ summary: 'ERP unreachable', severity: 'critical' })).status).toBe(202)
    const first = world.pages.take('/alice')
    expect(first.body).toMatchObject({
      alert: { summary: 'ERP unreachable', status: 'triggered', priority: 'high', customer: 'acme' },
      recipient: { key: 'alice', name: 'Alice Anders' },
      step: 1,
    })
    await world.advance('4m59s')
    expect(world.pages.pages).toEqual([])
    await world.advance('1s')
    expect(world.pages.take('/bob').body.step).toBe(2)
    await world.advance('5m')
    expect(world.pages.take('/alice').body.step).toBe(3)
    expect(world.pages.take('/bob').body.step).toBe(3)
  })

  test('stays open when the chain has run through, and the timeline says that it has ended', async () => {
    await world.send({ summary: 'ERP unreachable' })
    await world.advance('1h')
    for (const path of ['/alice', '/bob', '/alice', '/bob']) world.pages.take(path)
    const [alert] = await openAlerts()
    expect(alert).toMatchObject({ status: 'triggered', nextEscalationAt: null, escalation: { state: 'ended' } })
    expect(await kindsOf(alert!.id)).toContain('escalation.ended')
  })

  test('says in advance who is paged next and when', async () => {
    await world.send({ summary: 'ERP unreachable' })
    world.pages.take('/alice')
    const [alert] = await openAlerts()
    expect(alert!.nextEscalationAt).toBe('2026-01-05T02:05:00Z')
    expect(alert!.nextStep).toEqual({ at: '2026-01-05T02:05:00Z', kind: 'step', names: ['Bob Beispiel'] })
    await world.advance('10m')
    for (const path of ['/bob', '/alice', '/bob']) world.pages.take(path)
    expect((await openAlerts())[0]!.nextStep).toEqual({ at: '2026-01-05T02:15:00Z', kind: 'end', names: [] })
  })
})

describe('an acknowledgement', () => {
  test('stops everything for everybody: no page follows, however long one waits', async () => {
    await world.send({ summary: 'ERP unreachable' })
    world.pages.take('/alice')
    const [alert] = await openAlerts()
    const answer = await world.bob.post<AlertDetail>(`/alerts/${alert!.number}/acknowledge`)
    expect(answer).toMatchObject({ status: 200, body: { status: 'acknowledged', nextEscalationAt: null } })
    await world.advance('1d')
    expect(await kindsOf(alert!.id)).toEqual([
      'alert.triggered',
      'escalation.step',
      'page.created',
      'delivery.sent',
      'alert.acknowledged',
      'escalation.stopped',
    ])
  })

  test('twice, or after the alert was resolved, changes nothing and is no error', async () => {
    await world.send({ summary: 'ERP unreachable', dedupKey: 'erp' })
    world.pages.take('/alice')
    const [alert] = await openAlerts()
    await world.alice.post(`/alerts/${alert!.id}/acknowledge`)
    const before = await detail(alert!.id)
    await world.advance('1m')
    expect((await world.bob.post(`/alerts/${alert!.id}/acknowledge`)).status).toBe(200)
    expect((await detail(alert!.id)).acknowledgedAt).toBe(before.acknowledgedAt)
    await world.send({ summary: 'ERP is back', dedupKey: 'erp', status: 'resolved' })
    expect((await world.bob.post<AlertDetail>(`/alerts/${alert!.id}/acknowledge`)).body.status).toBe('resolved')
  })

  test('by the link of the page works once, without sign-in; opening the link alone does nothing', async () => {
    await world.send({ summary: 'ERP unreachable' })
    const { actions } = world.pages.take('/alice').body
    const shown = await fetch(actions.acknowledge)
    expect(shown.status).toBe(200)
    expect(await shown.text()).toContain('ERP unreachable')
    expect((await openAlerts())[0]!.status).toBe('triggered')
    const done = await fetch(actions.acknowledge, { method: 'POST', headers: { accept: 'application/json' } })
    expect(done.status).toBe(200)
    expect((await openAlerts())[0]).toMatchObject({ status: 'acknowledged', acknowledgedBy: { key: 'alice' } })
    await world.advance('1h')
  })

  test('silences repeats of the same event, which are only counted', async () => {
    await world.send({ summary: 'ERP unreachable', dedupKey: 'erp' })
    world.pages.take('/alice')
    const [alert] = await openAlerts()
    await world.alice.post(`/alerts/${alert!.id}/acknowledge`)
    await world.send({ summary: 'ERP unreachable', dedupKey: 'erp' })
    await world.advance('1h')
    expect((await openAlerts())[0]).toMatchObject({ status: 'acknowledged', count: 2 })
  })
})

describe('resolve and what follows', () => {
  test('a resolve of the source stops the paging; the next trigger is a new alert that pages again', async () => {
    await world.send({ summary: 'ERP unreachable', dedupKey: 'erp' })
    world.pages.take('/alice')
    await world.send({ summary: 'ERP is back', dedupKey: 'erp', status: 'resolved' })
    expect(await openAlerts()).toEqual([])
    await world.advance('1h')
    await world.send({ summary: 'ERP unreachable', dedupKey: 'erp' })
    expect(world.pages.take('/alice').body.alert.number).toBe(2)
    await world.alice.post('/alerts/2/acknowledge')
  })
})

describe('escalate', () => {
  test('brings in the next step at once, also from an acknowledged alert', async () => {
    await world.send({ summary: 'ERP unreachable' })
    world.pages.take('/alice')
    await world.alice.post('/alerts/1/acknowledge')
    const answer = await world.alice.post<AlertDetail>('/alerts/1/escalate')
    expect(answer.body.status).toBe('triggered')
    await world.settle()
    expect(world.pages.take('/bob').body.step).toBe(2)
    await world.bob.post('/alerts/1/acknowledge')
  })

  test('is refused on a resolved alert, in words', async () => {
    await world.send({ summary: 'ERP unreachable' })
    world.pages.take('/alice')
    await world.alice.post('/alerts/1/resolve')
    expect(await world.alice.post('/alerts/1/escalate')).toMatchObject({
      status: 409,
      body: { code: 'already_resolved' },
    })
  })
})

describe('low priority', () => {
  test('pages once along the rules for low and does not escalate', async () => {
    await world.send({ summary: 'Disk at 81 %', severity: 'warning' })
    expect(world.mails.take('alice@example.test').mail.subject).toContain('Disk at 81 %')
    await world.advance('1d')
    expect(await openAlerts()).toHaveLength(1)
  })

  test('that becomes high pages as high at that moment', async () => {
    await world.send({ summary: 'Disk', severity: 'warning', dedupKey: 'disk' })
    world.mails.take('alice@example.test')
    await world.advance('10m')
    await world.send({ summary: 'Disk full', severity: 'critical', dedupKey: 'disk' })
    expect(world.pages.take('/alice').body.alert.priority).toBe('high')
    await world.alice.post('/alerts/1/acknowledge')
  })
})

describe('who may do what', () => {
  test('a stakeholder sees the alert and cannot answer it', async () => {
    await world.send({ summary: 'ERP unreachable' })
    world.pages.take('/alice')
    expect((await world.sam.get<AlertDetail>('/alerts/1')).body.summary).toBe('ERP unreachable')
    expect(await world.sam.post('/alerts/1/acknowledge')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  })

  test('Charlie, of another organization, sees nothing and changes nothing', async () => {
    await world.send({ summary: 'ERP unreachable' })
    world.pages.take('/alice')
    const [alert] = await openAlerts()
    expect((await world.charlie.get<{ items: unknown[] }>('/alerts?status=all')).body.items).toEqual([])
    for (const path of [`/alerts/${alert!.id}`, `/alerts/${alert!.id}/timeline`]) {
      expect((await world.charlie.get(path)).status).toBe(404)
    }
    for (const verb of ['acknowledge', 'resolve', 'escalate']) {
      expect((await world.charlie.post(`/alerts/${alert!.id}/${verb}`)).status).toBe(404)
    }
    expect((await world.nobody.get('/alerts')).status).toBe(401)
    expect((await openAlerts())[0]!.status).toBe('triggered')
  })
})
