import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AlertDetail, AlertView } from '../../contract/alerts.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld({
    change: (config) => ({
      ...config,
      customers: [{ key: 'acme', name: 'Acme GmbH', grouping: { by: [], mode: 'open' } }],
    }),
  })
})
afterEach(() => world.close())

const detail = async (number: number) => (await world.alice.get<AlertDetail>(`/alerts/${number}`)).body
const open = async () => (await world.alice.get<{ items: AlertView[] }>('/alerts?status=open')).body.items
const disk = (host: string) => world.send({ summary: `Disk full on ${host}`, dedupKey: host })
const resolveDisk = (host: string) => world.send({ summary: 'Fine', dedupKey: host, status: 'resolved' })
const paged = () => world.pages.pages.splice(0).map((page) => page.body.alert.number)
const resolveAll = (number: number) => world.alice.post(`/alerts/${number}/resolve?members=true`)

describe('when the lead is resolved', () => {
  test('a group that goes away within seconds pages nobody again; what comes meanwhile waits with it', async () => {
    for (const host of ['web-01', 'web-02', 'web-03']) await disk(host)
    expect(paged()).toEqual([1])
    await resolveDisk('web-01')
    await world.advance('20s')
    await disk('web-04')
    expect(await detail(4)).toMatchObject({ held: { reason: 'group', cause: { number: 2 } } })
    await resolveDisk('web-02')
    await world.advance('50s')
    await resolveDisk('web-03')
    await world.advance('30s')
    await resolveDisk('web-04')
    await world.advance('1d')
    expect(paged()).toEqual([])
    expect(await open()).toEqual([])
  })

  test('one lead after the other is resolved for minutes on end: somebody is paged after five', async () => {
    for (let host = 1; host <= 8; host += 1) await disk(`web-0${host}`)
    paged()
    for (let host = 1; host <= 6; host += 1) {
      await resolveDisk(`web-0${host}`)
      await world.advance('50s')
    }
    expect(paged()).toEqual([7])
    await resolveAll(7)
  })

  test('acknowledged while it settles, it pages nobody', async () => {
    await disk('web-01')
    await disk('web-02')
    paged()
    await resolveDisk('web-01')
    await world.bob.post('/alerts/2/acknowledge')
    await world.advance('1d')
    expect(paged()).toEqual([])
    await resolveAll(2)
  })
})
