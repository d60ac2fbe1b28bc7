import { afterEach, describe, expect, test } from 'vitest'
import type { AlertDetail } from '../../contract/alerts.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
afterEach(() => world.close())

type Policy = NonNullable<ConfigInput['escalationPolicies']>[number]

const start = async (policy: Partial<Policy>) => {
  const change = (config: ConfigInput): ConfigInput => ({
    ...config,
    apiKeys: config.apiKeys!,
    escalationPolicies: [{ ...config.escalationPolicies![0]!, ...policy }],
  })
  world = await createWorld({ change })
  await world.send({ summary: 'ERP unreachable', dedupKey: 'erp' })
  return world.pages.take('/alice').body.actions as { acknowledge: string; resolve: string }
}
const detail = async () => (await world.alice.get<AlertDetail>('/alerts/1')).body
const timeline = async () =>
  (await world.alice.get<{ items: { kind: string; data: Record<string, unknown> }[] }>('/alerts/1/timeline')).body.items
const answer = (url: string) => fetch(url, { method: 'POST', headers: { accept: 'application/json' } })

describe('an acknowledgement that ends by itself', () => {
  const forHalfAnHour = { acknowledgeTimeout: '30m' }

  test('says until when it holds, reminds before, and then the alert is triggered and pages from the first step on', async () => {
    const { acknowledge } = await start(forHalfAnHour)
    await answer(acknowledge)
    expect(await detail()).toMatchObject({
      status: 'acknowledged',
      acknowledgedUntil: '2026-01-05T02:30:00Z',
      nextEscalationAt: '2026-01-05T02:30:00Z',
      nextStep: { kind: 'reopen', names: ['Alice Anders'] },
    })
    await world.advance('24m59s')
    expect(world.pages.pages).toEqual([])
    await world.advance('1s')
    expect(world.pages.take('/alice').body).toMatchObject({
      kind: 'reminder',
      alert: { status: 'acknowledged', acknowledgement: { by: 'Alice Anders', endsAt: '2026-01-05T02:30:00Z' } },
    })
    await world.advance('5m')
    expect(world.pages.take('/alice').body).toMatchObject({ kind: 'page', step: 1, alert: { status: 'triggered' } })
    expect(await detail()).toMatchObject({ status: 'triggered', acknowledgedBy: null, acknowledgedUntil: null })
    expect((await timeline()).find(({ kind }) => kind === 'alert.reopened')?.data).toEqual({
      reason: 'acknowledge_timeout',
      name: 'Alice Anders',
    })
    await world.advance('5m')
    expect(world.pages.take('/bob').body.step).toBe(2)
    await world.bob.post('/alerts/1/acknowledge')
    await world.bob.post('/alerts/1/resolve')
  })

  test('is renewed by the link of the reminder, and by acknowledging again', async () => {
    const { acknowledge } = await start(forHalfAnHour)
    await answer(acknowledge)
    await world.advance('25m')
    const link = world.pages.take('/alice').body.actions.acknowledge
    expect(await (await fetch(link, { headers: { 'accept-language': 'en' } })).text()).toContain('Still on it?')
    expect(await (await answer(link)).json()).toEqual({
      status: 'acknowledged',
      outcome: 'renewed',
      until: '2026-01-05T02:55:00Z',
    })
    await world.advance('10m')
    const before = (await detail()).acknowledgedAt
    expect((await world.bob.post<AlertDetail>('/alerts/1/acknowledge')).body).toMatchObject({
      acknowledgedAt: before,
      acknowledgedUntil: '2026-01-05T03:05:00Z',
      acknowledgedBy: { key: 'alice' },
    })
    expect((await timeline()).filter(({ kind }) => kind === 'alert.renewed')).toHaveLength(2)
    await world.alice.post('/alerts/1/resolve')
    await world.advance('1d')
    expect(world.pages.pages).toEqual([])
  })

  test('never comes back for an alert that is resolved, by a person or by its source', async () => {
    const { acknowledge } = await start(forHalfAnHour)
    await answer(acknowledge)
    await world.send({ summary: 'ERP is back', dedupKey: 'erp', status: 'resolved' })
    expect(await detail()).toMatchObject({ status: 'resolved', acknowledgedUntil: null, nextStep: null })
    await world.advance('1d')
    expect((await detail()).status).toBe('resolved')
  })

  test('ends as well where nobody can be asked, because a source acknowledged; a repeat of the event changes nothing', async () => {
    await start(forHalfAnHour)
    await world.send({ summary: 'ERP unreachable', dedupKey: 'erp', status: 'acknowledged' })
    await world.send({ summary: 'ERP unreachable', dedupKey: 'erp' })
    expect((await detail()).acknowledgedUntil).toBe('2026-01-05T02:30:00Z')
    await world.advance('30m')
    expect(world.pages.take('/alice').body).toMatchObject({ kind: 'page', step: 1 })
    await world.alice.post('/alerts/1/resolve')
  })

  test('is over when somebody escalates: the clock stops with it', async () => {
    const { acknowledge } = await start({ ...forHalfAnHour, acknowledgeReminder: '0s' })
    await answer(acknowledge)
    await world.advance('29m')
    await world.alice.post('/alerts/1/escalate')
    await world.settle()
    expect(world.pages.take('/bob').body.step).toBe(2)
    expect((await detail()).acknowledgedUntil).toBeNull()
    await world.advance('2m')
    expect(world.pages.pages).toEqual([])
    await world.bob.post('/alerts/1/resolve')
  })
})

describe('a step until the resolution', () => {
  const manager = {
    repeatEvery: '30m',
    steps: [
      { targets: ['schedule:primary'], timeout: '5m' },
      { targets: ['team:netops'], timeout: '25m' },
      { targets: ['user:bob', 'user:alice'], timeout: '5m', if: 'not-resolved' as const },
    ],
  }

  test('informs after an acknowledgement, says who has it, and leaves that person and everybody else in peace', async () => {
    const { acknowledge } = await start(manager)
    await answer(acknowledge)
    expect((await detail()).nextStep).toEqual({ at: '2026-01-05T02:30:00Z', kind: 'inform', names: ['Bob Beispiel'] })
    await world.advance('29m59s')
    expect(world.pages.pages).toEqual([])
    await world.advance('1s')
    expect(world.pages.take('/bob').body).toMatchObject({
      kind: 'inform',
      step: 3,
      alert: { status: 'acknowledged', acknowledgement: { by: 'Alice Anders', endsAt: null } },
    })
    expect((await timeline()).map(({ kind }) => kind)).toContain('escalation.informed')
    await world.advance('1d')
    expect(await detail()).toMatchObject({ status: 'acknowledged', nextStep: null })
  })

  test('informs nobody of what is resolved before', async () => {
    const { acknowledge, resolve } = await start(manager)
    await answer(acknowledge)
    await world.advance('10m')
    await answer(resolve)
    await world.advance('1d')
    expect((await detail()).status).toBe('resolved')
  })

  test('pages like every other step while nobody has acknowledged', async () => {
    await start(manager)
    await world.advance('5m')
    world.pages.pages.splice(0)
    await world.advance('25m')
    expect(world.pages.take('/bob').body).toMatchObject({ kind: 'page', step: 3 })
    expect(world.pages.take('/alice').body).toMatchObject({ kind: 'page', step: 3 })
    await world.alice.post('/alerts/1/resolve')
  })

  test('tells the e-mail of the informed person in their language who has it, without a button to acknowledge', async () => {
    const { acknowledge } = await start({
      ...manager,
      steps: manager.steps.map((step) => (step.if ? { ...step, targets: ['user:bob'] } : step)),
    })
    await world.alice.post('/config', {
      users: (['alice', 'bob'] as const).map((key) => ({
        key,
        name: key === 'alice' ? 'Alice Anders' : 'Bob Beispiel',
        email: `${key}@example.test`,
        role: key === 'alice' ? ('owner' as const) : ('responder' as const),
        contacts: [{ key: 'mail', channel: 'email', address: `${key}@example.test`, verified: true }],
        notificationRules: { high: [{ contact: 'mail', after: '5m' }] },
      })),
    })
    await answer(acknowledge)
    await world.advance('30m')
    const { text } = world.mails.take('bob@example.test').mail
    expect(text).toContain('Zu Ihrer Information: Alice Anders hat am')
    expect(text).not.toContain('Bestätigen')
    await world.alice.post('/alerts/1/resolve')
  })
})

describe('an alert that was held back since it was opened', () => {
  const startHeld = async (end: string) => {
    const window = { key: 'patchday', name: 'Patch day', start: '2026-01-05T02:00', end, services: ['acme-erp'] }
    world = await createWorld({
      change: (config) => ({
        ...config,
        maintenanceWindows: [window],
        escalationPolicies: [{ ...config.escalationPolicies![0]!, acknowledgeTimeout: '30m' }],
      }),
    })
    await world.send({ summary: 'ERP unreachable', dedupKey: 'erp' })
    await world.alice.post('/alerts/1/acknowledge')
  }

  test('stays acknowledged beyond the end of the hold, for the time that its policy gives any acknowledgement', async () => {
    await startHeld('2026-01-05T03:15')
    expect(await detail()).toMatchObject({ status: 'acknowledged', acknowledgedUntil: '2026-01-05T02:30:00Z' })
    expect((await timeline()).find(({ kind }) => kind === 'escalation.stopped')?.data).toEqual({
      reason: 'acknowledged',
      endsAt: '2026-01-05T02:30:00Z',
    })
    await world.advance('29m59s')
    expect((await detail()).status).toBe('acknowledged')
    expect(world.pages.pages).toEqual([])
    await world.advance('1s')
    expect(world.pages.take('/alice').body).toMatchObject({ kind: 'page', step: 1 })
    await world.alice.post('/alerts/1/resolve')
  })

  test('is held back again when its acknowledgement ends before the hold would have', async () => {
    await startHeld('2026-01-05T04:00')
    await world.advance('30m')
    expect(await detail()).toMatchObject({ status: 'triggered', held: { until: '2026-01-05T03:00:00Z' } })
    expect(world.pages.pages).toEqual([])
    await world.advance('30m')
    expect(world.pages.take('/alice').body).toMatchObject({ kind: 'page', step: 1 })
    await world.alice.post('/alerts/1/resolve')
  })
})
