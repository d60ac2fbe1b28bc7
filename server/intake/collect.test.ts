import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { setup, submission } from '../testing/collector.ts'
import type { Submission } from './types.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** Lets everything happen that needs no time to pass. */
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('the collector', () => {
  test('says that it has an event only after the commit', async () => {
    const { collector, transactions } = setup()
    const told: string[] = []
    void collector.submit(submission('a')).then((verdict) => told.push(verdict.kind))
    await settle()
    expect(transactions).toHaveLength(1)
    expect(told).toEqual([])
    transactions[0]!.succeed()
    await settle()
    expect(told).toEqual(['stored'])
  })

  test('has one batch at a time about the same alert, and gathers the next meanwhile', async () => {
    const { collector, transactions } = setup()
    for (const name of ['a', 'b']) void collector.submit(submission(name))
    await settle()
    for (const name of ['c', 'd', 'e']) void collector.submit(submission(name))
    await settle()
    expect(transactions.map((one) => one.names)).toEqual([['a', 'b']])
    transactions[0]!.succeed()
    await settle()
    expect(transactions.map((one) => one.names)).toEqual([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ])
  })

  test('never takes more into a transaction than its limit, except one request that has more alone', async () => {
    const { collector, transactions } = setup({ batchEvents: 3 })
    for (const [name, amount] of [
      ['a', 2],
      ['b', 2],
      ['c', 7],
      ['d', 1],
    ] as const) {
      void collector.submit(submission(name, 'one', amount))
    }
    for (let turn = 0; turn < 4; turn += 1) {
      await settle()
      transactions[turn]!.succeed()
    }
    expect(transactions.map((one) => one.names.join(''))).toEqual(['aa', 'bb', 'ccccccc', 'd'])
  })

  test('does not let one organization wait for another', async () => {
    const { collector, transactions } = setup({ commitsAtOnce: 2 })
    void collector.submit(submission('a', 'loud'))
    await settle()
    for (let index = 0; index < 100; index += 1) void collector.submit(submission('b', 'loud'))
    void collector.submit(submission('c', 'quiet'))
    await settle()
    expect(transactions.map((one) => one.orgId)).toEqual(['loud', 'quiet'])
  })

  test('refuses at once what does not fit, for one organization and for all', async () => {
    const { collector } = setup({ waitingEventsPerOrganization: 3, waitingEvents: 5, heldBytesPerOrganization: 1_000 })
    const verdict = async (one: Submission) => {
      const pending = Symbol('pending')
      const first = await Promise.race([collector.submit(one), settle().then(() => pending)])
      return first === pending ? 'waits' : (first as { kind: string }).kind
    }
    expect(await verdict(submission('x'.repeat(1_001), 'large'))).toBe('overloaded')
    expect(await verdict(submission('a', 'two', 3))).toBe('waits')
    expect(await verdict(submission('b', 'two', 4))).toBe('overloaded')
    expect(await verdict(submission('c', 'three', 2))).toBe('waits')
    expect(await verdict(submission('d', 'four', 1))).toBe('overloaded')
  })

  test('has room again when the transaction has ended', async () => {
    const { collector, transactions } = setup({ waitingEvents: 2 })
    void collector.submit(submission('a', 'one', 2))
    await settle()
    expect(await collector.submit(submission('b'))).toEqual({ kind: 'overloaded' })
    transactions[0]!.succeed()
    await settle()
    void collector.submit(submission('c', 'one', 2))
    await settle()
    expect(transactions.map((one) => one.names.join(''))).toEqual(['aa', 'cc'])
  })

  test('lets nobody wait longer than the limit, and does not write afterwards what it turned away', async () => {
    const { collector, transactions } = setup({ waitMs: 2_000 })
    const inTransaction = collector.submit(submission('a'))
    await settle()
    const behind = collector.submit(submission('b'))
    await vi.advanceTimersByTimeAsync(2_500)
    expect(await inTransaction).toEqual({ kind: 'overloaded' })
    expect(await behind).toEqual({ kind: 'overloaded' })
    void collector.submit(submission('c'))
    transactions[0]!.succeed()
    await settle()
    expect(transactions.map((one) => one.names)).toEqual([['a'], ['c']])
  })

  test('does not carry out what it turned away, however far the transaction is, and stores the rest of the batch', async () => {
    const { collector, transactions } = setup({ waitMs: 2_000 })
    void collector.submit(submission('first'))
    await settle()
    const early = collector.submit(submission('early'))
    await vi.advanceTimersByTimeAsync(900)
    const late = collector.submit(submission('late'))
    transactions[0]!.succeed()
    await vi.advanceTimersByTimeAsync(1_200)
    // Nobody has looked yet: the moment itself counts, not when somebody is told.
    transactions[1]!.succeed()
    await settle()
    expect(await early).toEqual({ kind: 'overloaded' })
    expect(transactions.map((one) => one.names)).toEqual([['first'], ['early', 'late'], ['late']])
    transactions[2]!.succeed()
    expect((await late).kind).toBe('stored')
  })

  test('waits a little longer for a COMMIT that is under way, so that its sender hears what became of it', async () => {
    const { collector, transactions } = setup({ waitMs: 2_000, commitGraceMs: 1_000 })
    const told: string[] = []
    void collector.submit(submission('a')).then((verdict) => told.push(verdict.kind))
    await vi.advanceTimersByTimeAsync(1_900)
    transactions[0]!.hang()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(told).toEqual([])
    await vi.advanceTimersByTimeAsync(300)
    expect(told).toEqual(['overloaded'])
  })

  test('does not begin in an overload what would be overdue before its COMMIT', async () => {
    const { collector, transactions } = setup({ waitMs: 2_000 })
    void collector.submit(submission('slow'))
    await settle()
    const hopeless = collector.submit(submission('hopeless'))
    await vi.advanceTimersByTimeAsync(1_000)
    const inTime = collector.submit(submission('in time'))
    await vi.advanceTimersByTimeAsync(600)
    transactions[0]!.succeed()
    await settle()
    expect(await hopeless).toEqual({ kind: 'overloaded' })
    expect(transactions.map((one) => one.names)).toEqual([['slow'], ['in time']])
    transactions[1]!.succeed()
    expect((await inTime).kind).toBe('stored')
  })

  test('goes on with the next batch when a transaction never ends', async () => {
    const { collector, transactions } = setup({ commitMs: 10_000 })
    void collector.submit(submission('a'))
    await vi.advanceTimersByTimeAsync(10_000)
    void collector.submit(submission('b'))
    await settle()
    expect(transactions.map((one) => one.names)).toEqual([['a'], ['b']])
  })

  test.each([
    ['refuses connections', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['shuts down', Object.assign(new Error('terminating connection'), { code: '57P01' })],
    ['became a standby', Object.assign(new Error('read-only transaction'), { code: '25006' })],
    ['has a full disk', Object.assign(new Error('no space left'), { code: '53100' })],
  ])('tells everybody at once to come back when the database %s', async (_, error) => {
    const { collector, transactions } = setup()
    const first = collector.submit(submission('a'))
    await settle()
    const behind = collector.submit(submission('b'))
    transactions[0]!.fail(error)
    await settle()
    expect(await Promise.all([first, behind])).toEqual([{ kind: 'overloaded' }, { kind: 'overloaded' }])
    expect(transactions).toHaveLength(1)
  })

  test('halves a batch that fails until only the culprit is left', async () => {
    const { collector, transactions } = setup()
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const verdicts = names.map((name) => collector.submit(submission(name)))
    for (let turn = 0; turn < 7; turn += 1) {
      await settle()
      const transaction = transactions[turn]!
      if (transaction.names.includes('f')) transaction.fail(new Error('invalid byte sequence'))
      else transaction.succeed()
    }
    await settle()
    const kinds = (await Promise.all(verdicts)).map((verdict) => verdict.kind)
    expect(kinds).toEqual(names.map((name) => (name === 'f' ? 'failed' : 'stored')))
  })

  test('ends only when everything that was accepted has its answer', async () => {
    const { collector, transactions } = setup()
    void collector.submit(submission('a'))
    await settle()
    void collector.submit(submission('b'))
    let drained = false
    void collector.drain().then(() => (drained = true))
    transactions[0]!.succeed()
    await settle()
    expect(drained).toBe(false)
    transactions[1]!.succeed()
    await settle()
    expect(drained).toBe(true)
    await collector.drain()
  })

  test('shows how much waits', async () => {
    const { collector, transactions, metrics } = setup()
    void collector.submit(submission('a', 'one', 3))
    await settle()
    expect((await metrics.waiting.get()).values[0]?.value).toBe(3)
    transactions[0]!.succeed()
    await settle()
    expect((await metrics.waiting.get()).values[0]?.value).toBe(0)
  })
})
