import { afterEach, expect, test } from 'vitest'
import type { AlertDetail } from '../../contract/alerts.ts'
import type { ConfigInput } from '../testing/people.ts'
import { keys } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'
import { advanceDue } from './advance.ts'

let world: World
afterEach(() => world.close())

type Policy = NonNullable<ConfigInput['escalationPolicies']>[number]
type User = NonNullable<ConfigInput['users']>[number]

/** Four people on a team that takes turns; `change` may alter them. */
const start = async (steps: Policy['steps'], change = (user: User): User => user) => {
  world = await createWorld({
    change: (config) => {
      const bob = config.users![1]!
      const named = (key: string): User => ({
        ...bob,
        key,
        name: key,
        email: `${key}@example.test`,
        contacts: bob.contacts!.map((one) => ({ ...one, address: one.address.replace('bob', key) })),
      })
      const users = [...config.users!, named('cleo'), named('dan')].map(change)
      return {
        ...config,
        users,
        teams: [{ key: 'netops', name: 'NetOps', members: ['alice', 'bob', 'cleo', 'dan'] }],
        escalationPolicies: [{ key: 'default', steps, stepEnds: 'timeout', repeatEvery: '5m' }],
      }
    },
  })
}
const pagedPeople = () => world.pages.pages.splice(0).map((page) => page.body.recipient.key)
const inTurn = { targets: ['team:netops'], timeout: '5m', assign: 'round-robin' as const }
const resolveAll = async () => {
  const { body } = await world.alice.get<{ items: { id: string }[] }>('/alerts?status=open')
  for (const { id } of body.items) await world.alice.post(`/alerts/${id}/resolve`)
}

test('each new alert goes to the next one, and the alert says who comes next', async () => {
  await start([inTurn, { ...inTurn }])
  const people: string[] = []
  for (let index = 0; index < 5; index += 1) {
    await world.send({ summary: `Host ${index} down` })
    people.push(...pagedPeople())
  }
  expect(people).toEqual(['alice', 'bob', 'cleo', 'dan', 'alice'])
  const { nextStep } = (await world.alice.get<AlertDetail>('/alerts/1')).body
  // Alice was paged for this one: the second step passes her over.
  expect(nextStep).toMatchObject({ kind: 'step', names: ['Bob Beispiel'] })
  await resolveAll()
})

test('a second step that goes round the same team pages somebody else', async () => {
  await start([inTurn, { ...inTurn }])
  await world.send({ summary: 'ERP unreachable' })
  expect(pagedPeople()).toEqual(['alice'])
  await world.advance('5m')
  expect(pagedPeople()).toEqual(['bob'])
  await resolveAll()
})

test('who cannot be reached is skipped at once, and the next alert goes to the one behind', async () => {
  const without = ['alice', 'bob']
  await start([inTurn, { targets: ['user:alice', 'user:dan'] }], (user) =>
    without.includes(user.key) ? { ...user, contacts: [], notificationRules: {} } : user,
  )
  await world.send({ summary: 'ERP unreachable', dedupKey: 'erp' })
  expect(pagedPeople()).toEqual(['cleo'])
  await resolveAll()
  await world.send({ summary: 'Mail unreachable', dedupKey: 'mail' })
  expect(pagedPeople()).toEqual(['dan'])
  await resolveAll()
})

test('a step of which nobody can be reached passes to the next at once, and the timeline says why', async () => {
  await start([{ ...inTurn, targets: ['user:alice', 'user:bob'] }, { targets: ['user:dan'] }], (user) =>
    user.key === 'alice' || user.key === 'bob' ? { ...user, contacts: [], notificationRules: {} } : user,
  )
  await world.send({ summary: 'ERP unreachable' })
  expect(pagedPeople()).toEqual(['dan'])
  const { body } = await world.alice.get<{ items: { kind: string; data: object }[] }>('/alerts/1/timeline')
  expect(body.items.filter(({ kind }) => kind === 'escalation.skipped').map(({ data }) => data)).toMatchObject([
    { step: 1, reason: 'nobody_reachable' },
  ])
  await resolveAll()
})

test('alerts that begin in several transactions at once go to different people', async () => {
  await start([inTurn])
  const { work, engine } = world.app.kernel
  const found = engine.selectFrom('organizations').select('id').where('key', '=', 'default')
  const { id: orgId } = await found.executeTakeFirstOrThrow()
  for (let round = 0; round < 6; round += 1) {
    for (let index = 0; index < 4; index += 1) {
      const body = JSON.stringify({ summary: `Host ${round}.${index} down` })
      await fetch(`${world.app.url()}/in/${keys.anything}`, { method: 'POST', body })
    }
    const { body } = await world.alice.get<{ items: { id: string }[] }>('/alerts?status=open')
    await Promise.all(body.items.map(({ id }) => work.inOrganization(orgId, (one) => advanceDue(one, [id]))))
    await world.settle()
    expect(pagedPeople().toSorted()).toEqual(['alice', 'bob', 'cleo', 'dan'])
    await resolveAll()
  }
})
