import { afterEach, describe, expect, test } from 'vitest'
import type { AlertDetail } from '../../contract/alerts.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
afterEach(() => world.close())

type Policy = NonNullable<ConfigInput['escalationPolicies']>[number]

/** The policy of Alice's organization with other settings. */
const start = async (policy: Partial<Policy>) => {
  const change = (config: ConfigInput): ConfigInput => ({
    ...config,
    escalationPolicies: [{ ...config.escalationPolicies![0]!, ...policy }],
  })
  world = await createWorld({ change })
}
const detail = async (number = 1) => (await world.alice.get<AlertDetail>(`/alerts/${number}`)).body
const kindsOf = async (number = 1) =>
  (await world.alice.get<{ items: { kind: string }[] }>(`/alerts/${number}/timeline`)).body.items.map(
    (entry) => entry.kind,
  )
const pagedPeople = () => world.pages.pages.splice(0).map((page) => page.body.recipient.key)

describe('a delay before the first step', () => {
  test('pages nobody before it has passed, and everybody sees until when it waits and who is paged then', async () => {
    await start({ delay: '2m' })
    await world.send({ summary: 'ERP unreachable' })
    expect(await detail()).toMatchObject({
      nextStep: { at: '2026-01-05T02:02:00Z', kind: 'step', names: ['Alice Anders'] },
      escalation: { state: 'active', step: 0 },
    })
    expect(await kindsOf()).toContain('escalation.delayed')
    await world.advance('1m59s')
    expect(world.pages.pages).toEqual([])
    await world.advance('1s')
    expect(world.pages.take('/alice').body.step).toBe(1)
    await world.alice.post('/alerts/1/acknowledge')
  })

  test('pages nobody at all when the alert is over, or acknowledged, before it has passed', async () => {
    await start({ delay: '2m' })
    await world.send({ summary: 'ERP unreachable', dedupKey: 'erp' })
    await world.send({ summary: 'Mail unreachable', dedupKey: 'mail' })
    await world.advance('1m')
    await world.send({ summary: 'ERP is back', dedupKey: 'erp', status: 'resolved' })
    await world.alice.post('/alerts/2/acknowledge')
    await world.advance('1d')
    expect(pagedPeople()).toEqual([])
  })

  test('does not count for somebody who escalates by hand', async () => {
    await start({ delay: '2m' })
    await world.send({ summary: 'ERP unreachable' })
    await world.alice.post('/alerts/1/escalate')
    await world.settle()
    expect(world.pages.take('/alice').body.step).toBe(1)
    await world.alice.post('/alerts/1/acknowledge')
  })
})

describe('everybody at once', () => {
  test('pages the people of all steps together, each once, again in every round', async () => {
    await start({ allAtOnce: true, repeat: 1 })
    await world.send({ summary: 'Data centre on fire' })
    expect(pagedPeople().toSorted()).toEqual(['alice', 'bob'])
    expect(await detail()).toMatchObject({ escalation: { step: 1, steps: 1, round: 1, rounds: 2 } })
    await world.advance('5m')
    expect(pagedPeople().toSorted()).toEqual(['alice', 'bob'])
    await world.alice.post('/alerts/1/acknowledge')
  })

  test('of a schedule pages everybody who has turns in it, on call or not', async () => {
    world = await createWorld({
      change: (config) => ({
        ...config,
        schedules: [
          {
            key: 'primary',
            layers: [{ name: 'weekly', start: '2026-01-05', rotation: { every: '1 week' }, users: ['alice', 'bob'] }],
          },
        ],
        escalationPolicies: [{ ...config.escalationPolicies![0]!, steps: [{ targets: ['schedule:primary/all'] }] }],
      }),
    })
    await world.send({ summary: 'Data centre on fire' })
    const pages = world.pages.pages.splice(0)
    expect(pages.map((page) => page.body.recipient.key).toSorted()).toEqual(['alice', 'bob'])
    const { body } = await world.alice.get<{ items: { steps: { targets: string[] }[] }[] }>('/escalation-policies')
    expect(body.items[0]!.steps[0]!.targets).toEqual(['schedule:primary/all'])
    await world.alice.post('/alerts/1/acknowledge')
  })
})

test('a low priority alert that was paged waits for an answer and never looks as if somebody were paged next', async () => {
  await start({ repeat: 3 })
  await world.send({ summary: 'Disk at 81 %', severity: 'warning' })
  world.mails.take('alice@example.test')
  expect(await detail()).toMatchObject({
    nextEscalationAt: null,
    nextStep: null,
    escalation: { state: 'waiting', step: 1, round: 1, rounds: 1 },
  })
})

test('the same policies applied twice change nothing, however their durations are written, and show every option', async () => {
  await start({})
  const informs = { targets: ['schedule:primary/all'], timeout: '300s', if: 'not-resolved' }
  const policy = {
    key: 'default',
    delay: '120s',
    acknowledgeTimeout: '1800s',
    acknowledgeReminder: '600s',
    steps: [{ targets: ['team:netops'], assign: 'round-robin' }, informs],
  }
  const changes = async () => {
    const { body } = await world.alice.post<{ changes: unknown[] }>('/config', { escalationPolicies: [policy] })
    return body.changes
  }
  expect(await changes()).toMatchObject([{ key: 'default', action: 'update' }])
  expect(await changes()).toEqual([])
  expect((await world.alice.get('/escalation-policies/default')).body).toMatchObject({
    delay: '2m',
    acknowledgeTimeout: '30m',
    acknowledgeReminder: '10m',
    steps: [
      { assign: 'round-robin', if: 'not-acknowledged' },
      { targets: ['schedule:primary/all'], assign: 'all', if: 'not-resolved', timeout: '5m' },
    ],
  })
})

test('where everybody is paged at once no step can have a condition or go round, and the file is told where', async () => {
  await start({})
  const steps = [
    { targets: ['user:alice'], if: 'not-resolved' },
    { targets: ['user:bob'], assign: 'round-robin' },
  ]
  const { status, body } = await world.alice.post<{ problems: { path: string }[] }>('/config', {
    escalationPolicies: [{ key: 'default', allAtOnce: true, steps }],
  })
  expect(status).toBe(422)
  const places = ['escalationPolicies.0.steps.0.if', 'escalationPolicies.0.steps.1.assign']
  expect(body.problems.map((problem) => problem.path)).toEqual(places)
})
