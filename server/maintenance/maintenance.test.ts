import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AlertDetail } from '../../contract/alerts.ts'
import type { MaintenanceView } from '../../contract/maintenance.ts'
import { raiseSystemAlert } from '../alerts/index.ts'
import { keys } from '../testing/people.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

/** Monday, 2026-01-05 03:00 in Berlin: the window of this night is in force for another hour. */
const tonight = {
  key: 'patchday',
  name: 'ERP patch day',
  start: '2026-01-05T02:00',
  end: '2026-01-05T04:00',
  services: ['acme-erp'],
}
type WindowInput = NonNullable<ConfigInput['maintenanceWindows']>[number]
const withWindows =
  (...maintenanceWindows: WindowInput[]) =>
  (config: ConfigInput): ConfigInput => ({ ...config, maintenanceWindows })

let world: World
afterEach(() => world.close())
const inWindow =
  (...windows: WindowInput[]) =>
  async () => {
    world = await createWorld({ change: withWindows(...windows) })
  }

const detail = async (number = 1) => (await world.alice.get<AlertDetail>(`/alerts/${number}`)).body
const entriesOf = async (number = 1) =>
  (await world.alice.get<{ items: { kind: string; data: Record<string, unknown> }[] }>(`/alerts/${number}/timeline`))
    .body.items
const kindsOf = async (number = 1) => (await entriesOf(number)).map((entry) => entry.kind)
const windowOf = async (name = 'patchday') =>
  (await world.alice.get<MaintenanceView>(`/maintenance-windows/${name}`)).body
const send = (summary = 'ERP unreachable') => world.send({ summary, dedupKey: summary })
const resolve = (number = 1) => world.alice.post(`/alerts/${number}/resolve`)

describe('an alert that begins in a window', () => {
  beforeEach(inWindow(tonight))

  test('is recorded, says why and until when nobody is paged, and pages at the end of the window', async () => {
    await send()
    expect(await detail()).toMatchObject({
      status: 'triggered',
      held: {
        reason: 'maintenance',
        since: '2026-01-05T02:00:00Z',
        until: '2026-01-05T03:00:00Z',
        by: { key: 'patchday', name: 'ERP patch day' },
      },
    })
    await world.advance('59m59s')
    expect(world.pages.pages).toEqual([])
    await world.advance('1s')
    expect(world.pages.take('/alice').body.alert.summary).toBe('ERP unreachable')
    expect((await kindsOf()).slice(0, 4)).toEqual([
      'alert.triggered',
      'alert.held',
      'alert.released',
      'escalation.step',
    ])
    expect((await entriesOf())[2]!.data).toEqual({ reason: 'maintenance', why: 'over' })
    await resolve()
  })

  test('pages nobody when it is resolved before the end', async () => {
    await send()
    await world.advance('30m')
    await world.send({ summary: 'ERP is back', dedupKey: 'ERP unreachable', status: 'resolved' })
    await world.advance('1d')
    expect(await kindsOf()).toEqual(['alert.triggered', 'alert.held', 'alert.resolved'])
  })

  test('pages nobody when somebody acknowledges it before the end', async () => {
    await send()
    expect((await world.bob.post<AlertDetail>('/alerts/1/acknowledge')).body.held).toBeNull()
    await world.advance('1d')
  })

  test('pages at once when the window is ended early, which ends the window itself', async () => {
    await send()
    await world.advance('10m')
    const ended = await world.bob.post<MaintenanceView>('/maintenance-windows/patchday/end')
    expect(ended).toMatchObject({ status: 200, body: { state: 'past', current: null } })
    await world.settle()
    world.pages.take('/alice')
    expect((await entriesOf()).find((entry) => entry.kind === 'alert.released')!.data['why']).toBe('ended')
    await send('A new one')
    world.pages.take('/alice')
    expect((await world.bob.post('/maintenance-windows/patchday/end')).status).toBe(409)
    for (const number of [1, 2]) await resolve(number)
  })

  test('pages at once when the window is removed', async () => {
    await send()
    expect((await world.bob.send('DELETE', '/maintenance-windows/patchday')).status).toBe(204)
    await world.settle()
    world.pages.take('/alice')
    await resolve()
  })

  test('waits for the new end when the window is extended, and pages at once when it no longer covers it', async () => {
    await send()
    await world.bob.send('PATCH', '/maintenance-windows/patchday', { end: '2026-01-05T05:30' })
    expect((await detail()).held!.until).toBe('2026-01-05T04:30:00Z')
    await world.advance('2h')
    expect(await kindsOf()).toContain('alert.holdMoved')
    const moved = { services: null, sources: ['events'] }
    expect((await world.bob.send('PATCH', '/maintenance-windows/patchday', moved)).status).toBe(200)
    await world.settle()
    world.pages.take('/alice')
    await resolve()
  })

  test('pages at once when a person escalates it, and the window holds the next one nevertheless', async () => {
    await send()
    await world.bob.post('/alerts/1/escalate')
    await world.settle()
    world.pages.take('/alice')
    await send('Another')
    expect((await detail(2)).held?.reason).toBe('maintenance')
    for (const number of [1, 2]) await resolve(number)
  })

  test('by hand or by a heartbeat falls under it like any other', async () => {
    await world.alice.post('/alerts', { summary: 'Called in', service: 'acme-erp', escalationPolicy: 'default' })
    const { pingUrl } = (await world.alice.get<{ pingUrl: string }>('/heartbeats/backup')).body
    await fetch(`${pingUrl}/fail`)
    await world.settle()
    for (const number of [1, 2]) {
      expect((await detail(number)).held?.reason).toBe('maintenance')
      await resolve(number)
    }
  })
})

describe('what a window does not hold', () => {
  test('alerts that page already when it begins, of other services, and its own after its end', async () => {
    await inWindow({ ...tonight, start: '2026-01-05T03:01' })()
    await send()
    world.pages.take('/alice')
    await world.advance('5m')
    world.pages.take('/bob')
    const event = { event_action: 'trigger', payload: { summary: 'Elsewhere', source: 'x', severity: 'critical' } }
    await fetch(`${world.app.url()}/v2/enqueue`, {
      method: 'POST',
      body: JSON.stringify({ routing_key: keys.pagerduty, ...event }),
    })
    await world.settle()
    expect(world.pages.take('/alice').body.alert.summary).toBe('Elsewhere')
    await resolve(1)
    await resolve(2)
    await world.advance('1h')
    await send()
    world.pages.take('/alice')
    await resolve(3)
  })

  test('what Pikett reports of itself, even when everything is maintained', async () => {
    await inWindow({ ...tonight, services: undefined, everything: true })()
    const { id } = await world.app.kernel.engine
      .selectFrom('organizations')
      .select('id')
      .where('key', '=', 'default')
      .executeTakeFirstOrThrow()
    await world.app.kernel.work.inOrganization(id, (work) =>
      raiseSystemAlert(work, { dedupKey: 'x', message: 'unreachable', values: { person: 'Bob' } }),
    )
    expect((await detail(1)).held).toBeNull()
    await send()
    expect((await detail(2)).held?.by?.key).toBe('patchday')
    for (const number of [1, 2]) await resolve(number)
  })
})

describe('several windows', () => {
  test('that overlap hold until the later end, and one that follows goes on without a page between', async () => {
    await inWindow(
      tonight,
      { ...tonight, key: 'longer', start: '2026-01-05T03:30', end: '2026-01-05T05:00' },
      { ...tonight, key: 'after', start: '2026-01-05T05:00', end: '2026-01-05T06:00' },
    )()
    await send()
    expect((await detail()).held).toMatchObject({ until: '2026-01-05T03:00:00Z' })
    await world.advance('30m')
    expect((await detail()).held).toMatchObject({ until: '2026-01-05T04:00:00Z', by: { key: 'longer' } })
    await world.advance('2h')
    expect((await detail()).held).toMatchObject({ until: '2026-01-05T05:00:00Z', by: { key: 'after' } })
    expect(await kindsOf()).not.toContain('alert.released')
    await world.advance('30m')
    world.pages.take('/alice')
    await resolve()
  })

  test('a window that recurs follows the clock on the wall over the change to summer time', async () => {
    world = await createWorld({
      at: Temporal.Instant.from('2026-03-28T12:00:00Z'),
      change: withWindows({
        key: 'nightly',
        recurrence: { every: 'day', from: '22:00', to: '06:00' },
        sources: ['anything'],
      }),
    })
    expect(await windowOf('nightly')).toMatchObject({
      state: 'upcoming',
      next: { from: '2026-03-28T21:00:00Z', to: '2026-03-29T04:00:00Z' },
    })
    await world.advance('15h59m')
    await send('Shortly before six')
    expect((await detail()).held!.until).toBe('2026-03-29T04:00:00Z')
    await world.advance('1m')
    world.pages.take('/alice')
    await resolve()
    await world.advance('15h59m')
    await send('Shortly before ten')
    world.pages.take('/alice')
    await resolve(2)
    await world.advance('1m')
    await send('In the next night')
    expect((await detail(3)).held!.until).toBe('2026-03-30T04:00:00Z')
    await resolve(3)
    const times = await world.sam.get<{ items: unknown[] }>('/maintenance-windows/nightly/occurrences?limit=2')
    expect(times.body.items).toEqual([
      { from: '2026-03-29T20:00:00Z', to: '2026-03-30T04:00:00Z' },
      { from: '2026-03-30T20:00:00Z', to: '2026-03-31T04:00:00Z' },
    ])
  })
})
