import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AlertView } from '../../contract/alerts.ts'
import type { ConfigInput } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

/**
 * Random histories against the simplest thinkable reference, with everything that a policy can add: a delay, a step that goes
 * round, a step that informs although somebody has acknowledged, and an acknowledgement that ends by itself. Histories run one
 * after the other in one world; its time only goes forward, and whose turn it is carries over.
 */
const delay = 30
const stepSeconds = 300
const acknowledgedSeconds = 1_200
const steps = [
  { targets: ['schedule:primary'], timeout: '5m' },
  { targets: ['user:alice', 'user:bob'], timeout: '5m', assign: 'round-robin' as const },
  { targets: ['team:netops'], timeout: '5m', if: 'not-resolved' as const },
]

let world: World
beforeAll(async () => {
  const policy = { delay: '30s', acknowledgeTimeout: '20m', steps }
  world = await createWorld({
    change: (config: ConfigInput) => ({
      ...config,
      escalationPolicies: [{ ...config.escalationPolicies![0]!, ...policy }],
    }),
  })
})
afterAll(() => world.close())

const verbs = ['trigger', 'resolve', 'acknowledge', 'escalate'] as const
type Operation = { kind: (typeof verbs)[number]; key: number } | { kind: 'wait'; seconds: number }

const weights = { trigger: 4, resolve: 1, acknowledge: 4, escalate: 1 }
const operation: fc.Arbitrary<Operation> = fc.oneof(
  ...verbs.map((kind) => ({
    weight: weights[kind],
    arbitrary: fc.record({ kind: fc.constant(kind), key: fc.nat({ max: 2 }) }),
  })),
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 900 }) }),
  },
)

/** A message as both sides tell it: the second, the person, what kind, for which alert. */
type Told = string

interface Burning {
  name: string
  acknowledged: boolean
  step: number
  /** Whom this run has paged. */
  paged: Set<string>
  nextAt?: number
  informAt?: number
  endsAt?: number
}

/** Whose turn it was last, over all histories. */
const turns = new Map<string, number>()

/** Says who should be told what, second by second, without any cleverness. */
class Reference {
  now = 0
  opened = 0
  told: Told[] = []
  open = new Map<number, Burning>()
  private readonly run: string

  constructor(run: string) {
    this.run = run
  }

  apply(one: Operation): void {
    if (one.kind === 'wait') return this.wait(one.seconds)
    const alert = this.open.get(one.key)
    if (one.kind === 'trigger' && !alert) {
      const name = `${this.run} ${one.key} ${(this.opened += 1)}`
      this.open.set(one.key, { name, acknowledged: false, step: -1, paged: new Set(), nextAt: this.now + delay })
    }
    if (one.kind === 'resolve') this.open.delete(one.key)
    if (one.kind === 'acknowledge' && alert) this.acknowledge(alert)
    if (one.kind === 'escalate' && alert) this.escalate(alert)
    this.wait(0)
  }

  private acknowledge(alert: Burning): void {
    if (!alert.acknowledged) {
      // The third step would begin when what runs and what lies between have had their time.
      if (alert.nextAt !== undefined && alert.step < 2) alert.informAt = alert.nextAt + (1 - alert.step) * stepSeconds
      delete alert.nextAt
      alert.paged = new Set()
    }
    alert.acknowledged = true
    alert.endsAt = this.now + acknowledgedSeconds
  }

  private escalate(alert: Burning): void {
    if (alert.nextAt === undefined && alert.step >= 2) this.begin(alert)
    this.again(alert)
  }

  private begin(alert: Burning): void {
    alert.step = -1
    alert.paged = new Set()
  }

  private again(alert: Burning): void {
    alert.acknowledged = false
    alert.nextAt = this.now
    delete alert.informAt
    delete alert.endsAt
  }

  private wait(seconds: number): void {
    for (const end = this.now + seconds; ; this.now += 1) {
      for (const alert of this.open.values()) if (alert.nextAt === this.now) this.page(alert)
      for (const alert of this.open.values()) this.follow(alert)
      for (const alert of this.open.values()) if (alert.nextAt === this.now) this.page(alert)
      if (this.now === end) return
    }
  }

  private page(alert: Burning): void {
    alert.step += 1
    delete alert.nextAt
    if (alert.step >= steps.length) return
    alert.nextAt = this.now + stepSeconds
    const people = [['alice'], [this.next(alert)], ['alice', 'bob']][alert.step]!
    for (const person of people) alert.paged.add(person)
    this.tell(people, 'page', alert)
  }

  /** Who had no turn for longest, if this run has not paged them already. */
  private next(alert: Burning): string {
    if (alert.step !== 1) return ''
    const fresh = ['alice', 'bob'].filter((person) => !alert.paged.has(person))
    const pool = fresh.length > 0 ? fresh : ['alice', 'bob']
    const person = pool.reduce((a, b) => ((turns.get(b) ?? 0) < (turns.get(a) ?? 0) ? b : a))
    turns.set(person, Math.max(0, ...turns.values()) + 1)
    return person
  }

  private follow(alert: Burning): void {
    if (alert.endsAt === this.now) {
      this.begin(alert)
      this.again(alert)
    } else if (alert.informAt === this.now) {
      delete alert.informAt
      alert.step = 2
      this.tell(['alice', 'bob'], 'inform', alert)
    }
  }

  private tell(people: readonly string[], kind: string, alert: Burning): void {
    for (const person of people) this.told.push(`${this.now} ${person} ${kind} ${alert.name}`)
  }
}

/** Does the same to the product. An API key acknowledges, so that nobody is to be left in peace or reminded. */
async function perform(run: string, one: Operation, names: Map<number, string>, opened: { count: number }) {
  if (one.kind === 'wait') return world.advance(`${one.seconds}s`)
  const dedupKey = `${run} ${one.key}`
  if (one.kind === 'resolve') names.delete(one.key)
  if (one.kind === 'resolve') return void (await world.send({ dedupKey, summary: 'over', status: 'resolved' }))
  if (one.kind === 'trigger') {
    if (!names.has(one.key)) names.set(one.key, `${dedupKey} ${(opened.count += 1)}`)
    return void (await world.send({ dedupKey, summary: names.get(one.key)!, severity: 'critical' }))
  }
  const { items } = (await world.alice.get<{ items: AlertView[] }>('/alerts?status=open')).body
  const alert = items.find((item) => item.dedupKey === dedupKey)
  if (alert) await world.alice.post(`/alerts/${alert.id}/${one.kind}`)
  await world.settle()
}

let runs = 0

test('whatever happens in whatever order, exactly the expected people are told exactly the expected things', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 18 }), async (history) => {
      const run = `run${(runs += 1)}`
      const reference = new Reference(run)
      const names = new Map<number, string>()
      const opened = { count: 0 }
      const begin = world.clock.now().epochMilliseconds / 1_000
      for (const one of history) {
        reference.apply(one)
        await perform(run, one, names, opened)
      }
      const seen = world.pages.pages.splice(0).map(({ headers, body }) => {
        const second = Number(headers['webhook-timestamp']) - begin
        return `${second} ${body.recipient.key} ${body.kind} ${body.alert.summary}`
      })
      for (const key of names.keys()) await world.send({ dedupKey: `${run} ${key}`, status: 'resolved' })
      await world.advance('1s')
      expect(seen.toSorted()).toEqual(reference.told.toSorted())
    }),
    { numRuns: Number(process.env.PIKETT_MODEL_RUNS ?? 12), endOnFailure: true },
  )
}, 600_000)
