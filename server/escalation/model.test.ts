import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AlertView } from '../../contract/alerts.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

/**
 * Random histories against the simplest thinkable reference: three steps five minutes apart (Alice, Bob, both), each page
 * once, everything stops at an answer. Histories run one after the other in one world; its time only goes forward.
 */
let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

type Operation =
  | { kind: 'trigger' | 'resolve' | 'acknowledge' | 'escalate'; key: number }
  | { kind: 'wait'; seconds: number }

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('trigger' as const), key: fc.nat({ max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('resolve' as const), key: fc.nat({ max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('acknowledge' as const), key: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('escalate' as const), key: fc.nat({ max: 2 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 700 }) }),
  },
)

/** A page as both sides tell it: who, for which alert, at which second. */
type Page = string

/** One alert of the reference. */
interface Burning {
  name: string
  acknowledged: boolean
  step: number
  nextAt: number | undefined
}

const stepSeconds = 300
const people = [['alice'], ['bob'], ['alice', 'bob']]

/** Says what should be paged, second by second, without any cleverness. */
class Reference {
  now = 0
  opened = 0
  pages: Page[] = []
  open = new Map<number, Burning>()
  private readonly run: string

  constructor(run: string) {
    this.run = run
  }

  apply(operation: Operation): void {
    if (operation.kind === 'wait') return this.wait(operation.seconds)
    const alert = this.open.get(operation.key)
    if (operation.kind === 'trigger' && !alert) {
      this.opened += 1
      const name = `${this.run} ${operation.key} ${this.opened}`
      this.open.set(operation.key, { name, acknowledged: false, step: -1, nextAt: this.now })
    }
    if (operation.kind === 'resolve') this.open.delete(operation.key)
    if (operation.kind === 'acknowledge' && alert) Object.assign(alert, { acknowledged: true, nextAt: undefined })
    if (operation.kind === 'escalate' && alert) this.escalate(alert)
    this.wait(0)
  }

  /** An escalation that is still running goes on to its next step; one that has stopped at the last step begins anew. */
  private escalate(alert: Burning): void {
    const running = alert.nextAt !== undefined
    if (!running && alert.step >= people.length - 1) alert.step = -1
    Object.assign(alert, { acknowledged: false, nextAt: this.now })
  }

  private wait(seconds: number): void {
    for (const end = this.now + seconds; ; this.now += 1) {
      for (const alert of this.open.values()) if (alert.nextAt === this.now) this.step(alert)
      if (this.now === end) return
    }
  }

  private step(alert: Burning): void {
    alert.step += 1
    alert.nextAt = alert.step < people.length ? this.now + stepSeconds : undefined
    for (const person of people[alert.step] ?? []) this.pages.push(`${this.now} ${person} ${alert.name}`)
  }
}

/** Does the same to the product. */
async function perform(
  run: string,
  operation: Operation,
  names: Map<number, string>,
  opened: { count: number },
): Promise<void> {
  if (operation.kind === 'wait') return world.advance(`${operation.seconds}s`)
  const dedupKey = `${run} ${operation.key}`
  if (operation.kind === 'resolve') names.delete(operation.key)
  if (operation.kind === 'resolve') return void (await world.send({ dedupKey, summary: 'over', status: 'resolved' }))
  if (operation.kind === 'trigger') {
    if (!names.has(operation.key)) names.set(operation.key, `${dedupKey} ${(opened.count += 1)}`)
    return void (await world.send({ dedupKey, summary: names.get(operation.key)!, severity: 'critical' }))
  }
  const { items } = (await world.alice.get<{ items: AlertView[] }>('/alerts?status=open')).body
  const alert = items.find((one) => one.dedupKey === dedupKey)
  if (alert) await world.alice.post(`/alerts/${alert.id}/${operation.kind}`)
  await world.settle()
}

let runs = 0

test('whatever happens in whatever order, exactly the expected people are paged at exactly the expected seconds', async () => {
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
        return `${Number(headers['webhook-timestamp']) - begin} ${body.recipient.key} ${body.alert.summary}`
      })
      for (const key of names.keys()) await world.send({ dedupKey: `${run} ${key}`, status: 'resolved' })
      await world.advance('1s')
      expect(seen.toSorted()).toEqual(reference.pages.toSorted())
    }),
    { numRuns: Number(process.env.PIKETT_MODEL_RUNS ?? 20), endOnFailure: true },
  )
}, 600_000)
