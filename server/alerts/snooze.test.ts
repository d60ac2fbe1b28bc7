import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AlertDetail } from '../../contract/alerts.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(async () => {
  await world.close()
})

interface Story {
  items: { kind: string; data: Record<string, unknown> }[]
}

let keys = 0
/** An alert that has just paged Alice. */
async function alertAboutErp(event: object = {}): Promise<AlertDetail & { dedupKey: string }> {
  const dedupKey = `erp-${(keys += 1)}`
  await world.send({ summary: 'ERP down', dedupKey, ...event })
  const { body } = await world.alice.get<{ items: AlertDetail[] }>(`/alerts?dedupKey=${dedupKey}`)
  return body.items[0]!
}
const get = async (id: string) => (await world.alice.get<AlertDetail>(`/alerts/${id}`)).body
const kindsOf = async (id: string) =>
  (await world.alice.get<Story>(`/alerts/${id}/timeline`)).body.items.map(({ kind }) => kind)
const snooze = (id: string, body: object) => world.bob.post<AlertDetail>(`/alerts/${id}/snooze`, body)

test('a snoozed alert is quiet until then, and pages anew from the first step on when it is still open', async () => {
  const { id } = await alertAboutErp()
  world.pages.take('/alice')
  const { status, body } = await snooze(id, { for: '30m' })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    status: 'acknowledged',
    snoozedUntil: '2026-01-05T02:30:00Z',
    nextStep: { at: '2026-01-05T02:30:00Z', kind: 'reopen', names: ['Alice Anders'] },
  })
  await world.advance('29m')
  expect(world.pages.pages).toEqual([])
  await world.advance('1m')
  expect(world.pages.take('/alice').body.alert).toMatchObject({ id, status: 'triggered' })
  const woken = await get(id)
  expect(woken).toMatchObject({ status: 'triggered', snoozedUntil: null, acknowledgedAt: null })
  expect(await kindsOf(id)).toEqual(
    expect.arrayContaining(['alert.snoozed', 'escalation.stopped', 'alert.snoozeEnded']),
  )
  await world.alice.post(`/alerts/${id}/resolve`)
})

test('whoever acknowledges a snoozed alert has it for good; resolving it ends the snooze too', async () => {
  const [one, two] = [await alertAboutErp(), await alertAboutErp()]
  world.pages.pages.splice(0)
  for (const { id } of [one, two]) await snooze(id, { for: '10m' })
  const { body } = await world.alice.post<AlertDetail>(`/alerts/${one.id}/acknowledge`)
  expect(body).toMatchObject({ status: 'acknowledged', snoozedUntil: null })
  await world.alice.post(`/alerts/${two.id}/resolve`)
  await world.advance('2h')
  expect(world.pages.pages).toEqual([])
  expect(await get(one.id)).toMatchObject({ status: 'acknowledged' })
  expect(await get(two.id)).toMatchObject({ status: 'resolved', snoozedUntil: null })
  await world.alice.post(`/alerts/${one.id}/resolve`)
})

test('snoozing what is acknowledged keeps the first answer, and snoozing again moves the end', async () => {
  const { id } = await alertAboutErp()
  world.pages.take('/alice')
  const { acknowledgedAt } = (await world.alice.post<AlertDetail>(`/alerts/${id}/acknowledge`)).body
  await world.advance('1m')
  await snooze(id, { for: '10m' })
  const until = world.clock.now().add({ minutes: 20 }).toString()
  expect((await snooze(id, { until })).body).toMatchObject({ acknowledgedAt, snoozedUntil: until })
  const before = await kindsOf(id)
  await snooze(id, { until })
  expect(await kindsOf(id)).toEqual(before)
  await world.advance('19m')
  expect(world.pages.pages).toEqual([])
  await world.advance('1m')
  world.pages.take('/alice')
  await world.alice.post(`/alerts/${id}/resolve`)
})

test('repeats do not wake a snoozed alert; what rises from low to high does', async () => {
  const { id, dedupKey } = await alertAboutErp({ severity: 'warning' })
  expect(world.mails.mails.splice(0)).toHaveLength(1)
  await snooze(id, { for: '1h' })
  await world.send({ summary: 'ERP down', dedupKey, severity: 'warning' })
  await world.send({ summary: 'ERP still down', dedupKey, severity: 'warning' })
  expect(await get(id)).toMatchObject({ status: 'acknowledged' })
  await world.send({ summary: 'ERP on fire', dedupKey, severity: 'critical' })
  expect(world.pages.take('/alice').body.alert).toMatchObject({ id, priority: 'high' })
  expect(await get(id)).toMatchObject({ status: 'triggered', snoozedUntil: null })
  expect(await kindsOf(id)).toContain('alert.snoozeEnded')
  await world.alice.post(`/alerts/${id}/resolve`)
})

test('ending a snooze early pages at once; ending none changes nothing', async () => {
  const { id } = await alertAboutErp()
  world.pages.take('/alice')
  expect((await world.alice.post<AlertDetail>(`/alerts/${id}/unsnooze`)).body).toMatchObject({ status: 'triggered' })
  expect(world.pages.pages).toEqual([])
  await snooze(id, { for: '1h' })
  await world.alice.post(`/alerts/${id}/unsnooze`)
  await world.settle()
  expect(world.pages.take('/alice').body.alert).toMatchObject({ id })
  await world.alice.post(`/alerts/${id}/resolve`)
})

test('an alert that was held back when it was snoozed pages when the snooze is over', async () => {
  const night = { key: 'night', start: '2026-01-05T02:00', end: '2026-01-05T03:30', services: ['acme-erp'] }
  const inMaintenance = await createWorld({ change: (config) => ({ ...config, maintenanceWindows: [night] }) })
  try {
    await inMaintenance.send({ summary: 'ERP down' })
    await inMaintenance.bob.post('/alerts/1/snooze', { for: '45m' })
    await inMaintenance.advance('44m')
    expect(inMaintenance.pages.pages).toEqual([])
    await inMaintenance.advance('1m')
    expect(inMaintenance.pages.take('/alice').body.alert).toMatchObject({ number: 1, status: 'triggered' })
  } finally {
    await inMaintenance.close()
  }
})

test('a time in the past, beyond seven days, none or two are refused, and a resolved alert is over', async () => {
  const { id } = await alertAboutErp()
  world.pages.take('/alice')
  for (const body of [
    { until: '2026-01-05T00:00:00Z' },
    { until: '2026-02-05T00:00:00Z' },
    { for: '8d' },
    {},
    { for: '1h', until: '2026-01-05T12:00:00Z' },
  ]) {
    expect((await snooze(id, body)).status).toBe(400)
  }
  await world.alice.post(`/alerts/${id}/resolve`)
  expect(await snooze(id, { for: '1h' })).toMatchObject({ status: 409, body: { code: 'already_resolved' } })
  expect((await world.sam.post(`/alerts/${id}/snooze`, { for: '1h' })).status).toBe(403)
  expect((await world.charlie.post(`/alerts/${id}/snooze`, { for: '1h' })).status).toBe(404)
  const audit = await world.alice.get<{ items: { action: string }[] }>('/audit?action=alert.snoozed')
  expect(audit.body.items.length).toBeGreaterThan(0)
})
