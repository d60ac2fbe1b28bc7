import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PolicyUsage } from '../../contract/escalation.ts'
import type { GapView } from '../../contract/oncall.ts'
import type { ConfigInput } from '../testing/people.ts'
import { createWorld } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

function richer(config: ConfigInput): ConfigInput {
  const hours = [{ from: '08:00', to: '18:00' }]
  const layer = { name: 'hours', start: '2026-01-01', users: ['alice'], restrictions: hours }
  const rules = [{ name: 'at night', if: 'true', then: { escalationPolicy: 'night' } }]
  const ruled = {
    key: 'ruled',
    type: 'webhook' as const,
    escalationPolicy: 'default',
    rules,
    integrationKey: `r${'0'.repeat(30)}7`,
  }
  return {
    ...config,
    sources: [...config.sources!.map((one) => (one.key === 'anything' ? { ...one, customer: 'acme' } : one)), ruled],
    schedules: [...config.schedules!, { key: 'office', name: 'Office', layers: [layer] }],
    escalationPolicies: [
      ...config.escalationPolicies!,
      { key: 'night', name: 'Night', steps: [{ targets: ['schedule:office'] }, { targets: ['user:bob'] }] },
      { key: 'office-only', steps: [{ targets: ['schedule:office'] }] },
    ],
  }
}

let world: World
beforeAll(async () => {
  world = await createWorld({ change: richer })
})
afterAll(() => world.close())

test('a policy without a name of its own goes by its key, in lists and by itself; Charlie sees his own only', async () => {
  const { body } = await world.alice.get<{ items: { key: string; name: string }[] }>('/escalation-policies')
  expect(body.items).toMatchObject([{ key: 'default', name: 'default' }, { key: 'night', name: 'Night' }, {}])
  expect((await world.bob.get('/escalation-policies/default')).body).toMatchObject({
    name: 'default',
    repeatEvery: '5m',
  })
  const his = await world.charlie.get('/escalation-policies/default')
  expect(his.body).toMatchObject({ key: 'default', steps: [{ targets: ['user:charlie'] }] })
})

test('the usage of a policy names its sources and those whose rules lead there, and counts what runs along it', async () => {
  const before = await world.bob.get<PolicyUsage>('/escalation-policies/default/usage')
  expect(before.body.running).toBe(0)
  expect(before.body.sources).toContainEqual({
    key: 'anything',
    name: 'anything',
    by: 'source',
    customer: { key: 'acme', name: 'Acme GmbH' },
    service: { key: 'acme-erp', name: 'ERP' },
  })
  expect((await world.sam.get<PolicyUsage>('/escalation-policies/night/usage')).body.sources).toMatchObject([
    { key: 'ruled', by: 'rule' },
  ])
  await world.send({ summary: 'Disk full' })
  world.pages.take('/alice')
  expect((await world.bob.get<PolicyUsage>('/escalation-policies/default/usage')).body.running).toBe(1)
  await world.alice.post('/alerts/1/resolve')
  expect((await world.bob.get<PolicyUsage>('/escalation-policies/default/usage')).body.running).toBe(0)
  expect((await world.charlie.get('/escalation-policies/night/usage')).status).toBe(404)
})

test('gaps of the days to come say whom an alert pages instead; what is covered and what is later says nothing', async () => {
  const { body } = await world.bob.get<{ items: GapView[] }>('/oncall/gaps?days=3')
  const office = body.items.filter((gap) => gap.schedule.key === 'office')
  expect(body.items.some((gap) => gap.schedule.key === 'primary')).toBe(false)
  expect(office.length).toBeGreaterThan(2)
  // Along "night" the office is followed by Bob; "office-only" leaves it to the fallback.
  expect(office[0]!.then).toEqual([
    { policy: { key: 'night', name: 'Night' }, step: 2, people: [{ key: 'bob', name: 'Bob Beispiel' }] },
    {
      policy: { key: 'office-only', name: 'office-only' },
      step: null,
      people: [{ key: 'alice', name: 'Alice Anders' }],
    },
  ])
  const begins = office.map((gap) => Temporal.Instant.from(gap.from).toZonedDateTimeISO('Europe/Berlin'))
  expect(begins.slice(1).every(({ hour }) => hour === 18)).toBe(true)
  expect((await world.charlie.get<{ items: GapView[] }>('/oncall/gaps')).body.items).toEqual([])
})
