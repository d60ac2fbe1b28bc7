import { describe, expect, test } from 'vitest'
import { createGate, GateOverload } from './gate.ts'

const limits = { atOnce: 2, waiting: 4, waitingPerName: 2 }

/** Work that ends when it is told to. */
function held() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { act: () => promise, end: resolve }
}

describe('a gate', () => {
  test('lets so many run at once, one of each name, the others in their order', async () => {
    const gate = createGate(limits)
    const begun: string[] = []
    const holds = new Map(['a1', 'a2', 'b1', 'c1'].map((name) => [name, held()]))
    const all = [...holds].map(([name, { act }]) =>
      gate.run(name[0]!, () => {
        begun.push(name)
        return act()
      }),
    )
    await Promise.resolve()
    expect(begun).toEqual(['a1', 'b1'])
    holds.get('b1')!.end()
    await all[2]
    await Promise.resolve()
    expect(begun).toEqual(['a1', 'b1', 'c1'])
    for (const { end } of holds.values()) end()
    await Promise.all(all)
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2'])
  })

  test('refuses whoever would wait too long, of one name or altogether, and takes them again later', async () => {
    const gate = createGate(limits)
    const { act, end } = held()
    const waiting = ['a', 'a', 'a', 'b', 'b', 'b'].map((name) => gate.run(name, act))
    await expect(gate.run('a', act)).rejects.toBeInstanceOf(GateOverload)
    await expect(gate.run('c', act)).rejects.toBeInstanceOf(GateOverload)
    end()
    await Promise.all(waiting)
    await expect(gate.run('c', async () => 'done')).resolves.toBe('done')
  })

  test('goes on after what it ran has failed', async () => {
    const gate = createGate({ ...limits, atOnce: 1 })
    await expect(gate.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await expect(gate.run('a', async () => 'done')).resolves.toBe('done')
  })
})
