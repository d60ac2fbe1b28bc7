import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MaintenanceView } from '../../contract/maintenance.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const path = '/maintenance-windows'
const keysIn = async (state: string) =>
  (await world.sam.get<{ items: MaintenanceView[] }>(`${path}?state=${state}`)).body.items.map((one) => one.key)

describe('a window for now', () => {
  test('needs a name, a length and what it is about; a responder sets it up', async () => {
    const made = await world.bob.post<MaintenanceView>(path, {
      name: 'Switch replaced',
      duration: '2h',
      customers: ['acme'],
    })
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'Switch replaced',
        timezone: 'Europe/Berlin',
        start: '2026-01-05T03:00',
        end: '2026-01-05T05:00',
        customers: [{ key: 'acme', name: 'Acme GmbH' }],
        state: 'active',
        current: { from: '2026-01-05T02:00:00Z', to: '2026-01-05T04:00:00Z' },
        next: null,
        createdBy: 'bob',
        managed: false,
      },
    })
    expect(await keysIn('active')).toEqual([made.body.key])
    await world.bob.post(`${path}/${made.body.id}/end`)
    expect(await keysIn('active')).toEqual([])
    expect(await keysIn('past')).toEqual([made.body.key])
  })

  test('that was ended stays so when only its words change; with another end it is in force again', async () => {
    const { body } = await world.bob.post<MaintenanceView>(path, { name: 'Short', duration: '2h', customers: ['acme'] })
    await world.bob.post(`${path}/${body.id}/end`)
    const change = (more: object) => world.bob.send<MaintenanceView>('PATCH', `${path}/${body.id}`, more)
    expect((await change({ name: 'Shorter than planned' })).body).toMatchObject({ state: 'past', current: null })
    expect((await change({ end: '2026-01-05T06:00' })).body).toMatchObject({ state: 'active' })
    expect((await world.bob.post<MaintenanceView>(`${path}/${body.id}/end`)).status).toBe(200)
  })
})

describe('a window of every second Saturday of the month', () => {
  test('is set up by a rule and can be read, changed and removed', async () => {
    const asked = {
      key: 'patchday',
      name: 'Patch day',
      description: 'Microsoft',
      timezone: 'America/New_York',
      start: '2026-01-10T22:00',
      end: '2026-01-11T02:00',
      rrule: 'FREQ=MONTHLY;BYDAY=2SA',
      services: ['acme-erp'],
    }
    expect(await world.bob.post<MaintenanceView>(path, asked)).toMatchObject({
      status: 201,
      body: { state: 'upcoming' },
    })
    expect((await world.bob.post(path, asked)).status).toBe(409)
    expect(await keysIn('upcoming')).toEqual(['patchday'])
    const changed = await world.bob.send<MaintenanceView>('PATCH', `${path}/patchday`, {
      rrule: null,
      description: null,
      end: '2026-01-11T03:00',
    })
    expect(changed.body).toMatchObject({
      rrule: null,
      description: null,
      services: [{ key: 'acme-erp', name: 'ERP' }],
      next: { from: '2026-01-11T03:00:00Z', to: '2026-01-11T08:00:00Z' },
    })
    expect((await world.bob.send('DELETE', `${path}/patchday`)).status).toBe(204)
    expect((await world.bob.get(`${path}/patchday`)).status).toBe(404)
  })
})

test('what people do to windows stands in the audit log', async () => {
  await world.bob.post(path, { key: 'noted', name: 'Noted', duration: '1h', customers: ['acme'] })
  await world.bob.send('PATCH', `${path}/noted`, { name: 'Noted twice' })
  await world.bob.post(`${path}/noted/end`)
  await world.bob.send('DELETE', `${path}/noted`)
  const { body } = await world.alice.get<{ items: { action: string; actor: { name: string } }[] }>(
    '/audit?subject=maintenance_window:noted',
  )
  expect(body.items.map(({ action, actor }) => `${actor.name} ${action}`).toReversed()).toEqual([
    'bob maintenance_window.created',
    'bob maintenance_window.changed',
    'bob maintenance_window.ended',
    'bob maintenance_window.removed',
  ])
})

test.each([
  ['without anything to maintain', { name: 'x', duration: '1h' }, 'everything'],
  [
    'that ends before it begins',
    { name: 'x', start: '2026-02-02T02:00', end: '2026-02-02T01:00', everything: true },
    'end',
  ],
  ['that is over', { name: 'x', start: '2025-02-02T02:00', end: '2025-02-02T03:00', everything: true }, 'end'],
  ['with a length and an end', { name: 'x', end: '2026-02-02T01:00', duration: '1h', everything: true }, 'duration'],
  ['for an unknown service', { name: 'x', duration: '1h', services: ['acme-erp', 'nothing'] }, 'services.1'],
  [
    'by a rule that names no day',
    { name: 'x', duration: '1h', rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', everything: true },
    'rrule',
  ],
  [
    'that recurs by days it does not name',
    { name: 'x', recurrence: { every: 'week', from: '22:00', to: '02:00' }, everything: true },
    'recurrence.days',
  ],
])('a window %s is refused, and the field is named', async (_, asked, field) => {
  const answer = await world.bob.post<{ code: string; errors: { path: string }[] }>(path, asked)
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  expect(JSON.stringify(answer.body)).toContain(`"${field}"`)
})

test('a stakeholder sees windows and changes none; Charlie sees none', async () => {
  const { body: made } = await world.bob.post<MaintenanceView>(path, {
    name: 'Switch',
    duration: '2h',
    customers: ['acme'],
  })
  const one = `${path}/${made.key}`
  expect((await world.sam.get<MaintenanceView>(one)).body.name).toBe('Switch')
  expect((await world.sam.post(path, { name: 'x', duration: '1h', everything: true })).status).toBe(403)
  expect((await world.sam.post(`${one}/end`)).status).toBe(403)
  for (const method of ['PATCH', 'DELETE']) expect((await world.sam.send(method, one, { name: 'x' })).status).toBe(403)
  expect((await world.charlie.get<{ items: unknown[] }>(path)).body.items).toEqual([])
  for (const name of [made.key, made.id]) {
    expect((await world.charlie.get(`${path}/${name}`)).status).toBe(404)
    expect((await world.charlie.get(`${path}/${name}/occurrences`)).status).toBe(404)
    expect((await world.charlie.post(`${path}/${name}/end`)).status).toBe(404)
    for (const method of ['PATCH', 'DELETE']) {
      expect((await world.charlie.send(method, `${path}/${name}`, { name: 'x' })).status).toBe(404)
    }
  }
  expect((await world.nobody.get(path)).status).toBe(401)
  expect((await world.bob.get<MaintenanceView>(one)).body.state).toBe('active')
})
