import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { schedule } from '../../contract/config/schedule.ts'
import type { Organizations } from '../testing/organizations.ts'
import { createOrganizations } from '../testing/organizations.ts'
import { onCallRoutes } from './index.ts'
import { exportSchedules, syncSchedules } from './sync.ts'

const now = Temporal.Instant.from('2026-12-01T10:00:00Z')

type Input = z.input<typeof schedule>

const primary: Input = {
  key: 'primary',
  layers: [
    {
      name: 'weekly',
      start: '2026-01-05',
      end: '2027-01-04',
      rotation: { every: '1 week', handover: 'Mon 09:00' },
      users: ['alice', 'bob', 'alice'],
      restrictions: [
        { days: ['Fri', 'Mon'], from: '08:00', to: '18:00' },
        { from: '20:00', to: '24:00' },
      ],
    },
    { name: 'below', start: '2026-01-05', users: ['mia'] },
  ],
  overrides: [
    { user: 'bob', from: '2026-12-24T00:00', to: '2026-12-27T00:00' },
    { user: 'mia', from: '2026-12-20T00:00', to: '2026-12-21T00:00' },
  ],
}

let world: Organizations
beforeAll(async () => {
  world = await createOrganizations(now)
})
beforeEach(async () => {
  await apply([])
})
afterAll(() => world.close())

const apply = (items: Input[]) =>
  world.inHome((work) =>
    syncSchedules(
      world.kernel,
      work,
      items.map((item) => schedule.parse(item)),
    ),
  )
const exported = () => world.inHome(({ trx }) => exportSchedules(world.kernel, trx))
const takeOver = (body: object) =>
  world.ask(onCallRoutes(world.kernel), 'max', 'POST', '/schedules/primary/overrides', body)
const override = async () => (await exported())[0]!.overrides?.map((one) => `${one.user} ${one.from}`)
const changes = (action: string, fields: string[] = []) => [{ noun: 'schedules', key: 'primary', action, fields }]

describe('a file of schedules', () => {
  test('applied twice changes nothing, in whatever way the same is written', async () => {
    expect(await apply([primary])).toEqual(changes('create'))
    expect(await apply([primary])).toEqual([])
    const [weekly, below] = primary.layers
    const again: Input = {
      ...primary,
      name: 'primary',
      timezone: 'Europe/Berlin',
      layers: [
        {
          ...weekly!,
          rotation: { ...weekly!.rotation!, skipExcluded: true },
          restrictions: [
            { days: ['Mon', 'Fri'], from: '08:00', to: '18:00' },
            { days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], from: '20:00', to: '24:00' },
          ],
        },
        { ...below!, restrictions: [] },
      ],
      overrides: primary.overrides!.toReversed(),
    }
    expect(await apply([again])).toEqual([])
  })

  test('is written back so that applying it changes nothing', async () => {
    await apply([primary])
    const file = await exported()
    expect(file).toMatchObject([{ key: 'primary', timezone: 'Europe/Berlin' }])
    expect(await apply(file)).toEqual([])
    await apply([])
    expect(await apply(file)).toEqual(changes('create'))
    expect(await exported()).toEqual(file)
  })

  test.each<[string, Partial<Input>, string[]]>([
    ['zone', { timezone: 'America/New_York' }, ['timezone']],
    ['name', { name: 'Primary' }, ['name']],
    ['layers', { layers: [primary.layers[1]!] }, ['layers']],
    ['order of layers', { layers: primary.layers.toReversed() }, ['layers']],
    ['overrides', { overrides: [primary.overrides![0]!] }, ['overrides']],
  ])('that differs in the %s says so and is followed', async (_what, change, fields) => {
    await apply([primary])
    expect(await apply([{ ...primary, ...change }])).toEqual(changes('update', fields))
    expect(await apply([{ ...primary, ...change }])).toEqual([])
    expect(await apply([primary])).toEqual(changes('update', fields))
  })

  test('that follows the zone of the organization changes with it', async () => {
    await apply([primary])
    const moveTo = (timeZone: string) =>
      world.inHome(({ trx }) => trx.updateTable('organizations').set({ timeZone }).execute())
    await moveTo('America/New_York')
    expect(await apply([primary])).toEqual(changes('update', ['timezone']))
    await moveTo('Europe/Berlin')
  })

  test('that no longer names a schedule removes it, and one of the same key begins anew', async () => {
    await apply([primary])
    expect(await apply([])).toEqual(changes('remove'))
    expect(await exported()).toEqual([])
    expect(await apply([{ key: 'primary', layers: [] }])).toEqual(changes('create'))
    expect(await exported()).toEqual([{ key: 'primary', timezone: 'Europe/Berlin', layers: [] }])
  })
})

describe('an override that a person entered', () => {
  const own = { user: 'max', from: '2026-12-10T00:00', to: '2026-12-11T00:00' }

  test('survives a file that does not know it, also one that says there are no overrides', async () => {
    await apply([primary])
    await takeOver(own)
    expect(await apply([primary])).toEqual([])
    expect(await apply([{ ...primary, overrides: [] }])).toEqual(changes('update', ['overrides']))
    expect(await override()).toEqual(['max 2026-12-10T00:00'])
  })

  test('is left alone with the file’s own when the file does not speak of overrides', async () => {
    const { overrides: _, ...silent } = primary
    await apply([primary])
    await takeOver(own)
    expect(await apply([{ ...silent, name: 'Primary' }])).toEqual(changes('update', ['name']))
    expect(await override()).toEqual(['max 2026-12-10T00:00', 'mia 2026-12-20T00:00', 'bob 2026-12-24T00:00'])
  })

  test('is written back until it has ended, and applying that changes nothing', async () => {
    await apply([primary])
    await takeOver(own)
    expect(await apply(await exported())).toEqual([])
    world.clock.set(Temporal.Instant.from('2026-12-10T23:00:00Z'))
    expect(await override()).toEqual(['mia 2026-12-20T00:00', 'bob 2026-12-24T00:00'])
    world.clock.set(now)
  })

  test('in the time of an override of the file stops the whole file, saying who and when', async () => {
    await apply([primary])
    await takeOver(own)
    const overrides = [...primary.overrides!, { user: 'bob', from: '2026-12-10T12:00', to: '2026-12-12T00:00' }]
    const applied = apply([{ ...primary, name: 'Changed', overrides }])
    await expect(applied).rejects.toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('Max stands in from 2026-12-10 00:00'),
    })
    expect(await exported()).toMatchObject([{ key: 'primary' }])
    expect((await exported())[0]).not.toHaveProperty('name')
  })
})
