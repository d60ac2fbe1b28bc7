import { afterAll, beforeAll, expect, test } from 'vitest'
import { keys, nordlicht } from '../testing/people.ts'
import type { ConfigInput } from '../testing/people.ts'
import { createWorld } from '../testing/world.ts'
import type { World } from '../testing/world.ts'

/** As many as a test bears; the benchmark of storms has 10,000. */
const alerts = 120
const batches = 12

let world: World
beforeAll(async () => {
  world = await createWorld({ change: oneOnCall })
})
afterAll(() => world.close())

/** Alice alone is on call, by SMS, call and mail at once. */
function oneOnCall(config: ConfigInput): ConfigInput {
  const at = (contact: string) => ({ contact, after: '0s' })
  const phone = { key: 'phone', channel: 'voice' as const, address: '+4915112345678', verified: true }
  return {
    ...config,
    users: config.users!.map((user) =>
      user.key === 'alice'
        ? {
            ...user,
            contacts: [...user.contacts!, phone],
            notificationRules: { high: [at('mobile'), at('phone'), at('mail')], low: [] },
          }
        : user,
    ),
    escalationPolicies: [
      { key: 'default', steps: [{ targets: ['user:alice'], timeout: '30m' }], stepEnds: 'attempts' },
    ],
  }
}

async function storm(): Promise<void> {
  for (let batch = 0; batch < batches; batch += 1) {
    const body = Array.from({ length: alerts / batches }, (_, index) => ({
      labels: { alertname: 'DiskFull', instance: `host-${batch}-${index}`, severity: 'critical' },
      annotations: { summary: `disk full on host-${batch}-${index}` },
      startsAt: world.clock.now().toString(),
    }))
    const answer = await fetch(`${world.app.url()}/in/${keys.alertmanager}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(200)
    await world.advance('5s')
  }
}

interface Desk {
  sms: { at: string; direction: string }[]
  calls: { at: string }[]
}

const inNordlicht = async <T>(act: Parameters<typeof world.app.kernel.work.inOrganization<T>>[1]) => {
  const { id } = await world.app.kernel.engine
    .selectFrom('organizations')
    .select('id')
    .where('key', '=', 'default')
    .executeTakeFirstOrThrow()
  return world.app.kernel.work.inOrganization(id, act)
}

test('a storm on one source: the person gets what a person can bear, and another organization notices nothing', async () => {
  await storm()
  await world.send({ summary: 'shop is down' }, keys.elsewhere)
  // Within its own moment, as without any storm.
  expect(world.pages.take('/charlie').body.alert.summary).toBe('shop is down')
  expect((await world.charlie.post('/alerts/1/acknowledge')).status).toBe(200)

  const desk = (await world.alice.get<Desk>('/sandbox/people/alice')).body
  // In the first minute; the limits for ten minutes are 10, 6 and 30.
  expect(desk.sms.length).toBeLessThanOrEqual(6)
  expect(desk.calls.length).toBeLessThanOrEqual(3)
  expect(world.mails.mails.length).toBeLessThanOrEqual(10)
  expect(desk.sms.length * desk.calls.length * world.mails.mails.length).toBeGreaterThan(0)

  // Nothing is dropped: every message to her went out, waits for its time, or says in the timeline why it did not.
  const { rows, told } = await inNordlicht(async ({ trx, now }) => ({
    rows: await trx
      .selectFrom('deliveries')
      .select(['id', 'status', 'reason', 'dueAt', 'alertId', 'bundleId', 'sentAt'])
      .where('kind', '=', 'page')
      .where('dueAt', '<=', now)
      .execute(),
    told: await trx.selectFrom('timelineEntries').select(['kind', 'data']).execute(),
  }))
  expect(new Set(rows.map((row) => row.alertId)).size).toBe(alerts)
  const kindById = Map.groupBy(told, (entry) => (entry.data as { deliveryId?: string }).deliveryId)
  for (const row of rows) {
    const kinds = (kindById.get(row.id) ?? []).map((entry) => entry.kind)
    if (row.status === 'bundled') expect(kinds).toContain('delivery.bundled')
    else if (row.status === 'cancelled') expect(kinds).toContain('delivery.superseded')
    else expect(['sent', 'delivered']).toContain(row.status)
  }
  expect(rows.filter((row) => row.status === 'bundled' && row.sentAt === null)).toEqual([])

  // Every mail's link acknowledges what it told of; nobody is called for any of it again.
  await world.advance('20s')
  for (const { mail } of world.mails.mails.splice(0)) {
    const link = /https?:\/\/\S+\/a\/\S+/.exec(mail.text ?? '')![0]
    expect((await fetch(link, { method: 'POST' })).status).toBe(200)
  }
  const before = (await world.alice.get<Desk>('/sandbox/people/alice')).body
  await world.advance('30m')
  const after = (await world.alice.get<Desk>('/sandbox/people/alice')).body
  expect([after.sms.length, after.calls.length]).toEqual([before.sms.length, before.calls.length])
  const open = await world.alice.get<{ items: unknown[] }>('/alerts?status=triggered')
  expect(open.body.items).toEqual([])
})

test('limits are configuration: applied, exported, and the same file twice changes nothing', async () => {
  const { organization } = nordlicht(world.pages.url, world.mails.port)
  const messageLimits = { sms: { contact: 4 }, webhook: { organization: 100 } }
  const changed = await world.alice.post<{ changes: unknown[] }>('/config', {
    organization: { ...organization, messageLimits },
  })
  expect(changed.body.changes).toMatchObject([{ noun: 'organization', action: 'update', fields: ['messageLimits'] }])
  const again = await world.alice.post<{ changes: unknown[] }>('/config', {
    organization: { ...organization, messageLimits },
  })
  expect(again.body.changes).toEqual([])
  expect((await world.alice.get<string>('/config')).body).toMatch(/messageLimits:\n\s+sms:\n\s+contact: 4/)
  const refused = await world.alice.post('/config', {
    organization: { ...organization, messageLimits: { sms: { contact: 0 } } },
  })
  expect(refused.status).toBe(422)
  const back = await world.alice.post<{ changes: unknown[] }>('/config', {
    organization: { ...organization, messageLimits: {} },
  })
  expect(back.body.changes).toHaveLength(1)
  expect((await world.bob.post('/config', { organization: { ...organization, messageLimits } })).status).toBe(403)
})
