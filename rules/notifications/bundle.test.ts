import { describe, expect, test } from 'vitest'
import { gather, rankOf } from './bundle.ts'

const row = (id: string, alertId: string, over: { pageId?: string; attempt?: number; rank?: number } = {}) => ({
  id,
  alertId,
  pageId: `page-${alertId}`,
  attempt: 1,
  rank: 1,
  ...over,
})
const idsOf = (rows: readonly { id: string }[]) => rows.map((one) => one.id)

describe('what goes first', () => {
  const page = { kind: 'page' as const, priority: 'high' as const, attempt: 1, firstOfService: false }

  test.each([
    [0, { ...page, firstOfService: true }],
    [1, page],
    [2, { ...page, attempt: 2, firstOfService: true }],
    [3, { ...page, priority: 'low' as const, firstOfService: true }],
    [3, { ...page, kind: 'inform' as const }],
    [3, { ...page, kind: 'reminder' as const }],
  ])('place %i', (rank, of) => {
    expect(rankOf(of)).toBe(rank)
  })
})

describe('one message of many', () => {
  test('the first page of a service leads, then high before low, then the oldest', () => {
    const waiting = [
      row('1', 'old low', { rank: 3 }),
      row('2', 'old high'),
      row('4', 'new service', { rank: 0 }),
      row('3', 'newer high'),
    ]
    expect(idsOf(gather(waiting).members)).toEqual(['4', '2', '3', '1'])
  })

  test('an alert whose repeats wait as well is told once, by its first message', () => {
    const waiting = [row('1', 'a'), row('3', 'a', { attempt: 3, rank: 2 }), row('2', 'a', { attempt: 2, rank: 2 })]
    const { members, superseded } = gather(waiting)
    expect(idsOf(members)).toEqual(['1'])
    expect(idsOf(superseded)).toEqual(['2', '3'])
  })

  test('of two pages for one alert the newer one is told', () => {
    const waiting = [row('1', 'a', { pageId: 'page-1' }), row('2', 'a', { pageId: 'page-2' })]
    expect(idsOf(gather(waiting).members)).toEqual(['2'])
  })

  test('nothing is lost: every message is told or superseded', () => {
    const waiting = Array.from({ length: 50 }, (_, index) =>
      row(`${index}`, `alert-${index % 7}`, { attempt: 1 + (index % 3) }),
    )
    const { members, superseded } = gather(waiting)
    expect(members).toHaveLength(7)
    expect(new Set([...idsOf(members), ...idsOf(superseded)]).size).toBe(50)
  })
})
