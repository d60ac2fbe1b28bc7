import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PageView } from '../../contract/alerts.ts'
import type { SimulationView } from '../../contract/simulations.ts'
import { acknowledge } from '../alerts/index.ts'
import { userIdsByKey } from '../identity/index.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

/**
 * The heart of the simulation: what it says is what the engine then does. Random people, schedules, policies, priorities and
 * answers; each is simulated first and then happens, with the same messages at the same seconds.
 */
const runs = 32
const seed = Number(process.env.PIKETT_SIMULATION_SEED ?? 20_261_121)

const people = ['alice', 'bob', 'cem', 'dora', 'eva', 'finn'] as const
const minutes = (from: number, to: number) => fc.integer({ min: from, max: to }).map((count) => `${count}m`)

const personOf = (key: string, sink: string) =>
  fc
    .record({
      usable: fc.subarray(['hook', 'mail', 'desk']),
      high: fc.array(fc.record({ contact: fc.constantFrom('hook', 'mail', 'desk'), after: minutes(0, 8) }), {
        maxLength: 3,
      }),
      low: fc.array(fc.record({ contact: fc.constantFrom('hook', 'mail'), after: minutes(0, 3) }), { maxLength: 1 }),
    })
    .map(({ usable, high, low }) => ({
      key,
      name: key,
      email: `${key}@example.test`,
      role: key === 'alice' ? ('owner' as const) : ('responder' as const),
      contacts: [
        { key: 'hook', channel: 'webhook' as const, address: `${sink}/${key}`, verified: usable.includes('hook') },
        { key: 'mail', channel: 'email' as const, address: `${key}@example.test`, verified: usable.includes('mail') },
        { key: 'desk', channel: 'webhook' as const, address: `${sink}/${key}-desk`, verified: usable.includes('desk') },
      ],
      notificationRules: { high, low },
    }))

const scheduleOf = (key: string) =>
  fc
    .record({
      users: fc.shuffledSubarray([...people], { minLength: 1, maxLength: 3 }),
      every: fc.constantFrom('1 hour', '2 hours', '1 day'),
      start: fc.constantFrom('2026-01-01', '2026-01-05', '2027-01-01'),
      restricted: fc.boolean(),
    })
    .map(({ users, every, start, restricted }) => ({
      key,
      layers: [
        {
          name: 'turns',
          start,
          rotation: { every },
          users,
          ...(restricted && { restrictions: [{ from: '00:00', to: '12:30' }] }),
        },
      ],
    }))

const schedules = ['primary', 'second', 'third'] as const
const target = fc.constantFrom(
  ...people.map((key) => `user:${key}`),
  ...schedules.flatMap((key) => [`schedule:${key}`, `schedule:${key}/all`]),
  'team:netops',
)

const policyOf = (key: string) =>
  fc
    .record({
      steps: fc.array(
        fc.record({
          targets: fc.uniqueArray(target, { minLength: 1, maxLength: 3 }),
          timeout: minutes(1, 8),
          assign: fc.constantFrom('all' as const, 'all' as const, 'round-robin' as const),
          if: fc.constantFrom('not-acknowledged' as const, 'not-resolved' as const),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      allAtOnce: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
      delay: fc.constantFrom('0s', '0s', '90s'),
      repeat: fc.nat({ max: 1 }),
      stepEnds: fc.constantFrom('attempts' as const, 'timeout' as const),
      attempts: fc.integer({ min: 1, max: 3 }),
      repeatEvery: fc.constantFrom('45s', '1m', '2m'),
      acknowledgeTimeout: fc.option(fc.constant('12m'), { nil: undefined }),
    })
    .map(({ steps, acknowledgeTimeout, ...rest }) => ({
      key,
      ...rest,
      ...(acknowledgeTimeout !== undefined && { acknowledgeTimeout }),
      steps: rest.allAtOnce ? steps.map(({ targets, timeout }) => ({ targets, timeout })) : steps,
    }))

const caseOf = fc.record({
  priority: fc.constantFrom('high', 'high', 'high', 'low'),
  answer: fc.oneof(
    fc.constant({}),
    fc.subarray([...people]).map((unanswered) => ({ unanswered })),
    ...Array.from({ length: 2 }, () =>
      fc.record({ person: fc.constantFrom(...people), after: minutes(0, 8) }).map((answer) => ({ answer })),
    ),
  ),
  pause: minutes(1, 200),
})

const [[setUp], cases] = [
  fc.sample(
    fc.tuple(
      fc.tuple(...people.map((key) => personOf(key, 'SINK'))),
      fc.tuple(...schedules.map(scheduleOf)),
      fc.tuple(...Array.from({ length: runs }, (_, index) => policyOf(`policy-${index}`))),
      fc.shuffledSubarray([...people], { minLength: 1 }),
    ),
    { seed, numRuns: 1 },
  ),
  fc.sample(caseOf, { seed, numRuns: runs }),
]

let world: World
let orgId: string
beforeAll(async () => {
  const change = (config: ConfigInput): ConfigInput => {
    const sink = config.users![0]!.contacts![0]!.address.replace('/alice', '')
    const [users, plans, policies, members] = JSON.parse(
      JSON.stringify(setUp).replaceAll('SINK', sink),
    ) as unknown as NonNullable<typeof setUp>
    return {
      ...config,
      users,
      schedules: plans,
      escalationPolicies: [...config.escalationPolicies!, ...policies],
      teams: [{ key: 'netops', name: 'NetOps', members }],
      heartbeats: [],
    }
  }
  world = await createWorld({ change })
  const found = world.app.kernel.engine.selectFrom('organizations').select('id').where('key', '=', 'default')
  orgId = (await found.executeTakeFirstOrThrow()).id
})
afterAll(() => world.close())

const horizon = { hours: 2 }

interface Message {
  at: string
  what: string
}

const inOrder = (messages: Message[]) => messages.map(({ at, what }) => `${at} ${what}`).toSorted()

function simulated({ entries }: SimulationView): string[] {
  const messages = entries.filter((entry) => entry.kind === 'message')
  return inOrder(
    messages.map(({ at, message, person, contact, attempt, step, round }) => ({
      at,
      what: `${message} ${person?.key} ${contact?.key} ${attempt} step ${step} round ${round}`,
    })),
  )
}

function happened(pages: readonly PageView[]): string[] {
  const sent = pages.flatMap(({ kind, user, step, round, deliveries }) =>
    deliveries
      .filter((one) => one.sentAt !== null)
      .map(({ sentAt, contact, attempt }) => ({
        at: sentAt!,
        what: `${kind} ${user.key} ${contact?.key} ${attempt} step ${step} round ${round}`,
      })),
  )
  return inOrder(sent)
}

async function acknowledgeAs(key: string, alertId: string): Promise<void> {
  await world.app.kernel.work.inOrganization(orgId, async (work) => {
    const id = (await userIdsByKey(work.trx)).get(key)!
    await acknowledge(work, alertId, { actor: { kind: 'user', id, name: key }, via: 'link' })
  })
}

const secondsTo = (at: Temporal.Instant) => `${at.since(world.clock.now()).total('seconds')}s`

test.each(cases.map((one, index) => [index, one] as const))(
  'what is simulated happens: set-up %i %j',
  async (index, { priority, answer, pause }) => {
    await world.advance(pause)
    const begin = world.clock.now()
    const until = begin.add(horizon)
    const policy = `policy-${index}`
    const asked = { policy, priority, until: until.toString(), ...answer }
    const foretold = await world.alice.post<SimulationView>('/simulations', asked)
    expect(foretold).toMatchObject({ status: 200 })
    const alert = { summary: `set-up ${index}`, priority, escalationPolicy: policy }
    const { body } = await world.alice.post<{ id: string }>('/alerts', alert)
    await world.settle()
    const answered = foretold.body.entries.find((entry) => entry.kind === 'acknowledged')
    if (answered) {
      await world.advance(secondsTo(Temporal.Instant.from(answered.at)))
      await acknowledgeAs(answered.person!.key, body.id)
    }
    await world.advance(secondsTo(until.subtract({ seconds: 1 })))
    const { body: seen } = await world.alice.get<{ pages: PageView[] }>(`/alerts/${body.id}`)
    expect(happened(seen.pages)).toEqual(simulated(foretold.body))
    await world.alice.post(`/alerts/${body.id}/resolve`)
    await world.settle()
    world.pages.pages.splice(0)
    world.mails.mails.splice(0)
  },
  120_000,
)

test('the set-ups are not trivial: pages, repeats, fallbacks, information, reminders and reopened alerts are among them', async () => {
  const kinds = new Set<string>()
  for (const [index, { priority, answer }] of cases.entries()) {
    const asked = { policy: `policy-${index}`, priority, ...answer }
    const { body } = await world.alice.post<SimulationView>('/simulations', asked)
    for (const { kind, message } of body.entries) kinds.add(message ?? kind)
  }
  for (const kind of ['page', 'inform', 'reminder', 'skipped', 'unreachable', 'fallback', 'reopened', 'delayed']) {
    expect(kinds).toContain(kind)
  }
})
