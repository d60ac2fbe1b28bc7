import { afterEach, describe, expect, test } from 'vitest'
import type { AlertDetail } from '../../contract/alerts.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

type Window = NonNullable<ConfigInput['maintenanceWindows']>[number]
const tonight: Window = { key: 'patchday', start: '2026-01-05T02:00', end: '2026-01-05T04:00' }

let world: World
afterEach(() => world.close())

const heldBy = async () => (await world.alice.get<AlertDetail>('/alerts/1')).body.held?.by?.key

describe('the scope of a window', () => {
  test.each([
    ['source', { sources: ['anything'] }],
    ['customer', { customers: ['acme'] }],
    ['everything', { everything: true }],
  ])('can be a %s', async (_, scope) => {
    world = await createWorld({
      change: (config) => ({ ...config, maintenanceWindows: [{ ...tonight, ...scope }] }),
    })
    await world.send({ summary: 'ERP unreachable' })
    expect(await heldBy()).toBe('patchday')
    await world.alice.post('/alerts/1/resolve')
  })

  test('of a customer holds for the services of the customer, whatever source reports', async () => {
    world = await createWorld({
      change: (config) => ({
        ...config,
        maintenanceWindows: [{ ...tonight, customers: ['acme'] }],
        sources: config.sources!.map((one) => (one.key === 'anything' ? { ...one, customer: undefined } : one)),
      }),
    })
    await world.send({ summary: 'ERP unreachable' })
    expect(await heldBy()).toBe('patchday')
    await world.alice.post('/alerts/1/resolve')
  })
})
