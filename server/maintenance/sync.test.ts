import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MaintenanceView } from '../../contract/maintenance.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

const windows = [
  { key: 'patchday', start: '2026-01-05T02:00', end: '2026-01-05T04:00', services: ['acme-erp'] },
  {
    key: 'nightly',
    name: 'Backups',
    timezone: 'UTC',
    recurrence: { every: 'week' as const, days: ['Mon' as const], from: '22:00', to: '02:00' },
    everything: true,
  },
]

let world: World
beforeEach(async () => {
  world = await createWorld({ change: (config) => ({ ...config, maintenanceWindows: windows }) })
})
afterEach(() => world.close())

const apply = (maintenanceWindows: unknown) =>
  world.alice.post<{ changes: { action: string; key: string; fields: string[] }[]; errors?: unknown }>('/config', {
    maintenanceWindows,
  })
const view = async (key: string) => (await world.alice.get<MaintenanceView>(`/maintenance-windows/${key}`)).body

test('the same file twice changes nothing, and an export can be applied again', async () => {
  expect((await apply(windows)).body.changes).toEqual([])
  const exported = (await world.alice.get<string>('/config')).body
  expect(exported).toContain('maintenanceWindows:')
  const answer = await fetch(`${world.app.url()}/api/v1/config`, {
    method: 'POST',
    headers: { authorization: `Bearer pk_${'a'.repeat(32)}`, 'content-type': 'application/yaml' },
    body: exported,
  })
  expect(await answer.json()).toMatchObject({ changes: [] })
})

test('a window that somebody ended stays ended until the file says other times', async () => {
  await world.bob.post('/maintenance-windows/patchday/end')
  await apply(windows)
  expect((await view('patchday')).state).toBe('past')
  const { body } = await apply([{ ...windows[0], end: '2026-01-05T05:00' }, windows[1]])
  expect(body.changes).toMatchObject([{ key: 'patchday', action: 'update', fields: ['end'] }])
  expect(await view('patchday')).toMatchObject({ state: 'active', managed: true })
})

test('a window that the file no longer names is removed and lets go of its alerts; one made by hand stays', async () => {
  await world.bob.post('/maintenance-windows', { key: 'own', name: 'Own', duration: '1h', sources: ['events'] })
  await world.send({ summary: 'ERP unreachable' })
  await apply([windows[1]])
  await world.settle()
  world.pages.take('/alice')
  expect(await view('own')).toMatchObject({ managed: false, state: 'active' })
  expect((await world.alice.get('/maintenance-windows/patchday')).status).toBe(404)
  await world.alice.post('/alerts/1/resolve')
})

test('names that lead nowhere and rules that name no day are told at their place', async () => {
  const wrong = [{ ...windows[0], services: ['acme-erb'], rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }]
  const answer = await apply(wrong)
  expect(answer.status).toBe(422)
  const told = JSON.stringify(answer.body)
  expect(told).toContain('maintenanceWindows.0.services.0')
  expect(told).toContain('Did you mean \\"acme-erp\\"?')
  expect(told).toContain('maintenanceWindows.0.rrule')
})
