import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Responder } from './advance.ts'
import { thawed } from './policy.ts'
import { assigned, nextInTurn, openBook } from './turns.ts'

const poolOf = (...names: string[]): Responder[] => names.map((userId) => ({ userId, via: { kind: 'user' } }))
const nobody = new Set<string>()

describe('whose turn it is', () => {
  test('goes round in the order of the targets, beginning with the first', () => {
    const turns = new Map<string, number>()
    const picked = Array.from({ length: 7 }, (_, index) => {
      const { userId } = nextInTurn(poolOf('ann', 'bob', 'cleo'), turns, nobody, nobody)!
      turns.set(userId, index + 1)
      return userId
    })
    expect(picked).toEqual(['ann', 'bob', 'cleo', 'ann', 'bob', 'cleo', 'ann'])
  })

  test('is that of somebody who was away as soon as they are back, once', () => {
    const turns = new Map([
      ['ann', 1],
      ['bob', 5],
      ['cleo', 6],
    ])
    expect(nextInTurn(poolOf('bob', 'cleo'), turns, nobody, nobody)?.userId).toBe('bob')
    expect(nextInTurn(poolOf('bob', 'ann', 'cleo'), turns, nobody, nobody)?.userId).toBe('ann')
  })

  test('passes over whom this round has paged while anybody else is left', () => {
    expect(nextInTurn(poolOf('ann', 'bob'), new Map(), new Set(['ann']), nobody)?.userId).toBe('bob')
    expect(nextInTurn(poolOf('ann', 'bob'), new Map(), new Set(['ann', 'bob']), nobody)?.userId).toBe('ann')
  })

  test('is never that of somebody who could not be reached just now', () => {
    expect(nextInTurn(poolOf('ann', 'bob'), new Map(), new Set(['bob']), new Set(['ann']))?.userId).toBe('bob')
    expect(nextInTurn(poolOf('ann'), new Map(), nobody, new Set(['ann']))).toBeUndefined()
  })

  test('is fair: among people who are always there nobody has two more turns than another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 60 }), (people, alerts) => {
        const pool = poolOf(...Array.from({ length: people }, (_, index) => `u${index}`))
        const turns = new Map<string, number>()
        const counts = new Map(pool.map(({ userId }) => [userId, 0]))
        for (let turn = 1; turn <= alerts; turn += 1) {
          const { userId } = nextInTurn(pool, turns, nobody, nobody)!
          turns.set(userId, turn)
          counts.set(userId, counts.get(userId)! + 1)
        }
        expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('the people of a step', () => {
  const targets = [{ kind: 'team' as const, id: 'netops' }]
  const step = { targets, timeoutSeconds: 300, condition: 'not-acknowledged' as const }
  const timing = { repeatCount: 0, stepEnds: 'timeout' as const, attempts: 1, repeatEverySeconds: 60 }
  const policyOf = (assign: 'all' | 'round-robin') =>
    thawed({ id: 'p', key: 'default', name: 'Default', ...timing, steps: [{ ...step, assign }] })
  const names = (assign: 'all' | 'round-robin', book: ReturnType<typeof openBook>, preview = false) =>
    assigned(policyOf(assign), 0, poolOf('ann', 'bob'), { book, paged: nobody, tried: nobody, preview }).map(
      ({ userId }) => userId,
    )

  test('are all of them, or whose turn it is, who then has had it', () => {
    const book = openBook([])
    expect(names('all', book)).toEqual(['ann', 'bob'])
    expect(book.taken()).toEqual([])
    expect([names('round-robin', book), names('round-robin', book)]).toEqual([['ann'], ['bob']])
    expect(book.taken().map(({ userId }) => userId)).toEqual(['ann', 'bob'])
  })

  test('looking who would come next takes nobody’s turn', () => {
    const book = openBook([])
    expect([names('round-robin', book, true), names('round-robin', book, true)]).toEqual([['ann'], ['ann']])
    expect(book.taken()).toEqual([])
  })
})
