import { afterEach, describe, expect, test } from 'vitest'
import type { AlertView } from '../../contract/alerts.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
afterEach(() => world.close())

const start = async (change: (config: ConfigInput) => ConfigInput) => {
  world = await createWorld({ change })
}
const openAlerts = async () => (await world.alice.get<{ items: AlertView[] }>('/alerts?status=open')).body.items
const timelineOf = async (number: number) =>
  (await world.alice.get<{ items: { kind: string; data: Record<string, unknown> }[] }>(`/alerts/${number}/timeline`))
    .body.items

const withPolicy = (config: ConfigInput, steps: { targets: string[]; timeout?: string }[]): ConfigInput => ({
  ...config,
  escalationPolicies: [{ key: 'default', steps, stepEnds: 'timeout', repeatEvery: '5m' }],
})

/** A schedule whose only layer begins next year. */
const withEmptySchedule = (config: ConfigInput): ConfigInput => ({
  ...config,
  schedules: [
    ...config.schedules!,
    { key: 'later', layers: [{ name: 'later', start: '2027-01-04', users: ['alice'] }] },
  ],
})

describe('nobody is dropped silently', () => {
  test('a step that nobody stands behind passes to the next at once', async () => {
    await start((config) =>
      withPolicy(withEmptySchedule(config), [{ targets: ['schedule:later'] }, { targets: ['user:bob'] }]),
    )
    await world.send({ summary: 'ERP unreachable' })
    expect(world.pages.take('/bob').body.step).toBe(2)
    expect((await timelineOf(1)).find((entry) => entry.kind === 'escalation.skipped')?.data).toMatchObject({ step: 1 })
    await world.bob.post('/alerts/1/acknowledge')
  })

  test('a policy that reaches nobody pages the fallback, and a system alert shows the hole', async () => {
    await start((config) => withPolicy(withEmptySchedule(config), [{ targets: ['schedule:later'] }]))
    await world.send({ summary: 'ERP unreachable' })
    expect(world.pages.take('/alice').body.step).toBe(0)
    expect((await timelineOf(1)).map((entry) => entry.kind)).toContain('fallback.paged')
    const system = (await openAlerts()).find((alert) => alert.sourceType === 'system')
    expect(system?.summary).toContain('Alice Anders')
    await world.alice.post('/alerts/1/acknowledge')
  })

  test('without a named fallback the owners are paged', async () => {
    await start((config) => {
      const { fallback: _, ...organization } = config.organization!
      return withPolicy(withEmptySchedule({ ...config, organization }), [{ targets: ['schedule:later'] }])
    })
    await world.send({ summary: 'ERP unreachable' })
    expect(world.pages.take('/alice').body.step).toBe(0)
    await world.alice.post('/alerts/1/acknowledge')
  })

  test('a person without a verified contact passes to the next step at once, and the timeline says why', async () => {
    await start((config) => ({
      ...withPolicy(config, [{ targets: ['user:alice'] }, { targets: ['user:bob'] }]),
      users: config.users!.map((user) =>
        user.key === 'alice'
          ? { ...user, contacts: user.contacts!.map((contact) => ({ ...contact, verified: false })) }
          : user,
      ),
    }))
    await world.send({ summary: 'ERP unreachable' })
    expect(world.pages.take('/bob').body.step).toBe(2)
    expect((await timelineOf(1)).map((entry) => entry.kind)).toContain('page.unreachable')
    const system = (await openAlerts()).find((alert) => alert.sourceType === 'system')
    expect(system?.summary).toContain('Alice Anders')
    await world.bob.post('/alerts/1/acknowledge')
  })

  test('a person without a rule for this priority is paged on every verified contact', async () => {
    await start((config) => ({
      ...withPolicy(config, [{ targets: ['user:bob'] }]),
      users: config.users!.map((user) => (user.key === 'bob' ? { ...user, notificationRules: {} } : user)),
    }))
    await world.send({ summary: 'ERP unreachable' })
    world.pages.take('/bob')
    world.mails.take('bob@example.test')
    await world.bob.post('/alerts/1/acknowledge')
  })

  test('when the only message of a step is refused for good, the next step begins at once', async () => {
    await start((config) => withPolicy(config, [{ targets: ['user:alice'] }, { targets: ['user:bob'] }]))
    world.pages.answer('/alice', { status: 404 })
    await world.send({ summary: 'ERP unreachable' })
    expect(world.pages.take('/bob').body.step).toBe(2)
    await world.bob.post('/alerts/1/acknowledge')
  })

  test('a person whose receiver is away while their step ends is paged as soon as it is back', async () => {
    await start((config) => ({
      ...config,
      escalationPolicies: [
        {
          key: 'default',
          steps: [{ targets: ['user:alice'], timeout: '20s' }, { targets: ['user:bob'] }],
          stepEnds: 'timeout',
          repeatEvery: '10s',
        },
      ],
    }))
    world.pages.answer('/alice', { status: 500 })
    await world.send({ summary: 'ERP unreachable' })
    await world.advance('21s')
    world.pages.take('/bob')
    world.pages.answer('/alice', { status: 204 })
    await world.advance('1m')
    expect(world.pages.take('/alice').body.step).toBe(1)
    await world.bob.post('/alerts/1/acknowledge')
    world.pages.pages.splice(0)
  })

  test('a chain whose every message was refused ends at the fallback', async () => {
    await start((config) => ({
      ...withPolicy(config, [{ targets: ['user:bob'] }]),
      organization: { ...config.organization!, fallback: 'alice' },
    }))
    world.pages.answer('/bob', { status: 404 })
    await world.send({ summary: 'ERP unreachable' })
    expect(world.pages.take('/alice').body.step).toBe(0)
    await world.alice.post('/alerts/1/acknowledge')
  })
})

describe('a set-up that changes while an alert burns', () => {
  test('does not disturb the running escalation: the policy is frozen when it starts', async () => {
    await start((config) => config)
    await world.send({ summary: 'ERP unreachable' })
    world.pages.take('/alice')
    const policies = { escalationPolicies: [{ key: 'default', steps: [{ targets: ['user:alice'], timeout: '1m' }] }] }
    expect((await world.alice.post('/config', policies)).status).toBe(200)
    await world.advance('5m')
    expect(world.pages.take('/bob').body.step).toBe(2)
    await world.bob.post('/alerts/1/acknowledge')
  })
})
