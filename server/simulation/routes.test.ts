import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SimulationView } from '../../contract/simulations.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({
    change: (config: ConfigInput) => ({
      ...config,
      customers: [
        {
          key: 'acme',
          name: 'Acme GmbH',
          supportHours: { timezone: 'Europe/Berlin', hours: [{ days: ['Mon', 'Tue'], from: '08:00', to: '18:00' }] },
        },
      ],
      users: [
        ...config.users!,
        { key: 'eva', name: 'Eva', email: 'eva@example.test' },
        {
          key: 'finn',
          name: 'Finn',
          email: 'finn@example.test',
          contacts: [{ key: 'mail', channel: 'email', address: 'finn@example.test', verified: true }],
        },
      ],
      services: [...config.services!, { key: 'shop', name: 'Shop', customer: 'acme', dependsOn: ['acme-erp'] }],
      sources: withRuled(config.sources!).map((source) =>
        source.key === 'anything'
          ? {
              ...source,
              priorities: { supportHours: { insideHours: 'high', outsideHours: 'low', raiseWhenHoursBegin: true } },
            }
          : source,
      ),
      escalationPolicies: [
        ...config.escalationPolicies!,
        { key: 'eva-only', steps: [{ targets: ['user:eva'] }] },
        { key: 'half-an-hour', steps: [{ targets: ['user:alice'] }], acknowledgeTimeout: '30m' },
        { key: 'finn-twice', steps: [{ targets: ['user:finn'] }, { targets: ['user:finn'] }] },
      ],
      maintenanceWindows: [
        { key: 'move', name: 'Move', start: '2026-02-01T10:00', end: '2026-02-01T11:00', customers: ['acme'] },
      ],
    }),
  })
})
afterAll(() => world.close())

/** One more source, with everything that the simulation leaves out. */
function withRuled(sources: NonNullable<ConfigInput['sources']>): NonNullable<ConfigInput['sources']> {
  const rules = [{ name: 'quiet', if: 'event.severity == "info"', then: { suppress: true as const } }]
  const ruled = {
    key: 'ruled',
    type: 'webhook' as const,
    escalationPolicy: 'default',
    rules,
    grouping: { by: ['host'] },
  }
  return [...sources, ruled]
}

const simulate = (asked: object, client = world.alice) => client.post<SimulationView>('/simulations', asked)
const told = ({ entries }: SimulationView) =>
  entries.map(({ offsetSeconds, kind, person, contact }) =>
    [offsetSeconds, kind, person?.key, contact?.key].filter((part) => part !== undefined).join(' '),
  )

test('says step by step who is paged when nobody answers, and pages nobody', async () => {
  const { status, body } = await simulate({ policy: 'default', at: '2026-12-24T03:00' })
  expect(status).toBe(200)
  expect(body.at).toBe('2026-12-24T02:00:00Z')
  expect(told(body)).toEqual([
    '0 step',
    '0 message alice hook',
    '300 step',
    '300 message bob hook',
    '600 step',
    '600 message alice hook',
    '600 message bob hook',
    '900 end',
  ])
  expect(body.summary).toMatchObject({
    firstPerson: { key: 'alice' },
    fallbackAt: null,
    neverReached: [],
    warnings: [],
  })
  await world.advance('20m')
  expect(world.pages.pages).toEqual([])
  expect((await world.alice.get<{ items: unknown[] }>('/alerts')).body.items).toEqual([])
})

test('whoever answers ends it: one person after a time, or everybody who is not among those who do not answer', async () => {
  const late = await simulate({ policy: 'default', answer: { person: 'bob', after: '6m' } })
  expect(told(late.body).slice(-2)).toEqual(['360 acknowledged bob', '360 end'])
  const others = await simulate({ policy: 'default', unanswered: ['alice'] })
  expect(told(others.body).slice(-2)).toEqual(['300 acknowledged bob', '300 end'])
})

test('says who is never reached and why, when the fallback comes, and what is thin in the set-up', async () => {
  const eva = await simulate({ policy: 'eva-only' })
  expect(eva.body.summary).toMatchObject({
    fallbackAt: eva.body.at,
    firstPerson: { key: 'alice' },
    neverReached: [{ person: { key: 'eva' }, why: 'no_contact' }],
  })
  const finn = await simulate({ policy: 'finn-twice' })
  expect(finn.body.summary.warnings).toMatchObject([
    { kind: 'same_person', person: { key: 'finn' } },
    { kind: 'one_channel', person: { key: 'finn' } },
  ])
})

test('an alert of a source has its priority by support hours, rises when they begin, and waits for maintenance', async () => {
  const night = await simulate({ source: 'anything', at: '2026-01-12T07:30' })
  expect(night.body.priority).toBe('low')
  expect(told(night.body).slice(0, 5)).toEqual([
    '0 step',
    '0 message alice mail',
    '1800 raised',
    '1800 step',
    '1800 message alice hook',
  ])
  const moving = await simulate({ source: 'anything', priority: 'high', at: '2026-02-01T10:30' })
  expect(told(moving.body).slice(0, 3)).toEqual(['0 held', '1800 step', '1800 message alice hook'])
})

test('an acknowledgement in a maintenance window ends as any other, also in the window: then the alert waits for its end', async () => {
  const asked = { source: 'anything', policy: 'half-an-hour', priority: 'high', answer: { person: 'bob', after: '5m' } }
  const late = await simulate({ ...asked, at: '2026-02-01T10:30' })
  expect(told(late.body).slice(0, 6)).toEqual([
    '0 held',
    '300 acknowledged bob',
    '1800 message bob hook',
    '2100 reopened',
    '2100 step',
    '2100 message alice hook',
  ])
  const early = await simulate({ ...asked, at: '2026-02-01T10:10' })
  expect(told(early.body).slice(3, 7)).toEqual(['2100 reopened', '2100 held', '3000 step', '3000 message alice hook'])
})

test('says in words what bears on this very alert and was not considered', async () => {
  const kindsOf = ({ notConsidered }: SimulationView) => notConsidered.map((one) => one.kind)
  const alone = await simulate({ policy: 'default' })
  expect(kindsOf(alone.body)).toEqual(['no_source', 'providers'])
  expect(alone.body.notConsidered[1]?.text).toBe('Ob Anbieter zustellen: Jede Nachricht gilt als sofort angekommen.')
  const plain = await simulate({ source: 'events', at: '2026-12-24T03:00' })
  expect(kindsOf(plain.body)).toEqual(['providers', 'later_changes'])
  const full = await simulate({ source: 'ruled', service: 'shop', priority: 'low' })
  expect(kindsOf(full.body)).toEqual(['event_rules', 'grouping', 'dependencies', 'message_limits', 'providers'])
})

test('addresses are masked', async () => {
  const { body } = await simulate({ policy: 'finn-twice' })
  expect(body.entries.find((entry) => entry.contact)?.contact).toEqual({ key: 'mail', address: 'f…@example.test' })
})

test('a chain without end ends visibly', async () => {
  const { body } = await simulate({ policy: 'default', at: '2026-01-05T03:00', until: '2026-01-05T03:04' })
  expect(body.entries.at(-1)).toMatchObject({ kind: 'end', why: 'and_so_on' })
})

test.each([
  [{}, 'policy'],
  [{ policy: 'none' }, 'policy'],
  [{ source: 'none' }, 'source'],
  [{ policy: 'default', at: 'tomorrow' }, 'at'],
  [{ policy: 'default', until: '2020-01-01T00:00' }, 'until'],
  [{ policy: 'default', unanswered: ['nobody-knows'] }, 'unanswered'],
  [{ policy: 'default', unanswered: 'all', answer: { person: 'bob', after: '1m' } }, 'answer'],
])('%j is refused, and the field is named', async (asked, field) => {
  const { status, body } = await simulate(asked)
  expect(status).toBe(400)
  expect(JSON.stringify(body)).toContain(field)
})

test('a policy that nobody has saved is simulated as if it were, and what it names must exist', async () => {
  const steps = [{ targets: ['user:bob'], timeout: '2m' }, { targets: ['user:alice'] }]
  const { status, body } = await simulate({ draft: { key: 'default', steps, attempts: 1 } })
  expect(status).toBe(200)
  const first = body.entries.filter((entry) => entry.kind === 'step').slice(0, 2)
  expect(first.map((entry) => entry.offsetSeconds)).toEqual([0, 60])
  expect(body.summary.firstPerson?.key).toBe('bob')
  expect((await world.alice.get<{ steps: object[] }>('/escalation-policies/default')).body.steps).toHaveLength(3)
  const gone = await simulate({ draft: { key: 'new', steps: [{ targets: ['user:charlie'] }] } })
  expect(gone.status).toBe(400)
  expect(JSON.stringify(gone.body)).toContain('draft.steps.0.targets.0')
  expect((await simulate({ policy: 'default', draft: { key: 'new', steps } })).status).toBe(400)
})

test('whoever may see who is on call may simulate; another organization sees nothing, a stranger is refused', async () => {
  expect((await simulate({ policy: 'default' }, world.bob)).status).toBe(200)
  expect((await simulate({ policy: 'default' }, world.sam)).status).toBe(200)
  expect((await simulate({ policy: 'default' }, world.nobody)).status).toBe(401)
  expect((await simulate({ policy: 'eva-only' }, world.charlie)).status).toBe(400)
  const { body } = await simulate({ policy: 'default' }, world.charlie)
  expect(body.summary.reached.map((one) => one.key)).toEqual(['charlie'])
})
