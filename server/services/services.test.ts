import { afterAll, beforeAll, expect, test } from 'vitest'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

/** The shop stands on the ERP, the ERP on the database, the database on the core switch; a printer stands for itself. */
const services = [
  { key: 'shop', name: 'Web shop', dependsOn: ['acme-erp'] },
  { key: 'acme-erp', name: 'ERP', customer: 'acme', dependsOn: ['database'] },
  { key: 'database', name: 'Database', dependsOn: ['core'] },
  { key: 'core', name: 'Core switch' },
  { key: 'printer', name: 'Printer' },
]

let world: World
beforeAll(async () => {
  world = await createWorld({ change: (config) => ({ ...config, services }) })
})
afterAll(() => world.close())

interface Saved {
  item: { dependsOn?: string[] }
  changes: { key: string; action: string; fields: string[] }[]
  problems?: { path: string; message: string }[]
}
const put = (key: string, body: object) => world.alice.send<Saved>('PUT', `/config/services/${key}`, body)
const remove = (key: string) => world.alice.send<Saved>('DELETE', `/config/services/${key}`)

test('a service that is saved alone cannot close a circle, however many lie between', async () => {
  const { status, body } = await put('core', { name: 'Core switch', dependsOn: ['shop'] })
  expect(status).toBe(422)
  expect(body.problems).toEqual([
    expect.objectContaining({ path: 'dependsOn', message: expect.stringMatching(/in a circle: .*database/) }),
  ])
})

test('a service that is saved alone stands on what it names, old and new, and on nothing that is not there', async () => {
  const { body } = await put('printer', { name: 'Printer', dependsOn: ['core', 'acme-erp', 'core'] })
  expect(body.item.dependsOn).toEqual(['acme-erp', 'core'])
  expect(body.changes).toEqual([{ noun: 'services', key: 'printer', action: 'update', fields: ['dependsOn'] }])
  expect((await put('printer', { name: 'Printer', dependsOn: ['core', 'acme-erp'] })).body.changes).toEqual([])
  const wrong = await put('printer', { name: 'Printer', dependsOn: ['databse'] })
  expect(wrong.body.problems).toEqual([
    expect.objectContaining({ path: 'dependsOn.0', message: expect.stringContaining('"database"') }),
  ])
  const { body: listed } = await world.sam.get<{ items: { key: string; dependsOn: string[] }[] }>('/services')
  expect(listed.items.find(({ key }) => key === 'printer')?.dependsOn).toEqual(['acme-erp', 'core'])
})

test('a service goes alone only when none stands on it, and takes with it what it stood on', async () => {
  const refused = await remove('database')
  expect(refused.status).toBe(422)
  expect(JSON.stringify(refused.body.problems)).toContain('acme-erp')
  expect((await remove('shop')).status).toBe(204)
  expect((await world.alice.get<string>('/config')).body).not.toContain('Web shop')
  const again = await put('shop', { name: 'Web shop' })
  expect(again.body.item.dependsOn).toBeUndefined()
})

test('services that a file names by the thousand are all there, with what they stand on', async () => {
  const many = Array.from({ length: 4_500 }, (_, at) => ({
    key: `node-${at}`,
    name: `Node ${at}`,
    dependsOn: at === 0 ? [] : ['node-0'],
  }))
  const answer = await world.alice.post<Saved>('/config', { services: [...services, ...many] })
  expect(answer.status).toBe(200)
  const { body } = await world.alice.get<{ items: { item: { key: string; dependsOn?: string[] } }[] }>(
    '/config/services',
  )
  const standing = body.items.filter(({ item }) => item.dependsOn?.[0] === 'node-0')
  expect(standing).toHaveLength(4_499)
})
