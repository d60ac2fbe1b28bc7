import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { about, setup } from '../testing/collector.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** Lets everything happen that needs no time to pass. */
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('the collector', () => {
  test('makes the next batch while the database works on one, unless it is about the same alerts', async () => {
    const { collector, transactions } = setup()
    const names = () => transactions.map((one) => one.names.join(''))
    void collector.submit(about('k1', 'a'))
    await settle()
    for (const name of ['b', 'c']) void collector.submit(about('k2', name))
    await settle()
    // A third has to wait; when it is its turn, what is about the same alert as a batch under way waits on.
    for (const [key, name] of [
      ['k3', 'd'],
      ['k2', 'e'],
      ['k4', 'f'],
    ] as const)
      void collector.submit(about(key, name))
    await settle()
    expect(names()).toEqual(['a', 'bc'])
    transactions[0]!.succeed()
    await settle()
    expect(names()).toEqual(['a', 'bc', 'd'])
    transactions[2]!.succeed()
    await settle()
    expect(names()).toEqual(['a', 'bc', 'd'])
    transactions[1]!.succeed()
    await settle()
    expect(names()).toEqual(['a', 'bc', 'd', 'ef'])
  })

  test('has nothing else under way beside a request that does more than store events', async () => {
    const { collector, transactions } = setup()
    void collector.submit(about('k1', 'a'))
    await settle()
    void collector.submit({ ...about('k2', 'b'), also: () => Promise.resolve([]) })
    void collector.submit(about('k3', 'c'))
    await settle()
    expect(transactions).toHaveLength(1)
    transactions[0]!.succeed()
    await settle()
    void collector.submit(about('k4', 'd'))
    await settle()
    expect(transactions.map((one) => one.names.join(''))).toEqual(['a', 'bc'])
  })

  test('takes all events of a source with rules for one alert: its rules may give them the same key', async () => {
    const { collector, transactions } = setup()
    const ruled = (key: string, name: string) => {
      const one = about(key, name)
      return { ...one, source: { ...one.source, rules: {} as NonNullable<typeof one.source.rules> } }
    }
    void collector.submit(ruled('k1', 'a'))
    await settle()
    void collector.submit(ruled('k2', 'b'))
    await settle()
    expect(transactions).toHaveLength(1)
    transactions[0]!.succeed()
    await settle()
    expect(transactions).toHaveLength(2)
  })

  test('gives no second batch to an organization while another waits for its first', async () => {
    const { collector, transactions } = setup({ commitsAtOnce: 3 })
    void collector.submit(about('k1', 'a', 'loud'))
    await settle()
    void collector.submit(about('k2', 'b', 'loud'))
    void collector.submit(about('k1', 'c', 'quiet'))
    void collector.submit(about('k1', 'd', 'still'))
    await settle()
    expect(transactions.map((one) => one.orgId)).toEqual(['loud', 'quiet', 'still'])
  })
})
