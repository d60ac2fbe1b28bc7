import { describe, expect, test } from 'vitest'
import { bestOf, bucketOf, joinScore, takesMore } from './joining.ts'
import type { GroupedAlert, Grouping, OpenGroup } from './joining.ts'

const opened = Temporal.Instant.from('2026-01-05T02:00:00Z')
const after = (seconds: number) => opened.add({ seconds })
const alert: GroupedAlert = {
  summary: 'Disk full on web-01',
  priority: 'high',
  severity: 'critical',
  customerId: 'acme',
  serviceId: null,
  escalationPolicyId: 'default',
  fields: { site: 'Berlin' },
}
const group: OpenGroup = {
  openedAt: opened,
  summary: 'Disk full on web-02',
  priority: 'high',
  status: 'triggered',
  held: false,
}
const grouping = (change: Partial<Grouping> = {}): Grouping => ({ by: [], mode: 'window', ...change })

describe('what alerts have in common', () => {
  const by = (names: string[], change: Partial<GroupedAlert> = {}, scope = 'source 1') =>
    bucketOf(grouping({ by: names }), scope, { ...alert, ...change })

  test('is what the fields say, and their customer, policy and scope', () => {
    expect(by(['site'])).toBe(by(['site'], { summary: 'Something else', severity: 'warning' }))
    for (const other of [{ fields: { site: 'Bonn' } }, { customerId: 'bakery' }, { escalationPolicyId: 'night' }])
      expect(by(['site'], other)).not.toBe(by(['site']))
    expect(by(['site'], {}, 'source 2')).not.toBe(by(['site']))
    expect(by(['severity'], { severity: 'warning' })).not.toBe(by(['severity']))
    expect(by(['customer'])).toBeDefined()
  })

  test('is nothing when the alert lacks what it would be grouped by: unknown is not equal', () => {
    expect(by(['rack'])).toBeUndefined()
    expect(by(['site', 'service'])).toBeUndefined()
    expect(by(['site'], { fields: { site: '' } })).toBeUndefined()
    expect(by(['constructor'])).toBeUndefined()
  })

  test('does not mix up values that read alike when they are joined', () => {
    const one = by(['a', 'b'], { fields: { a: 'x,y', b: 'z' } })
    expect(one).not.toBe(by(['a', 'b'], { fields: { a: 'x', b: 'y,z' } }))
  })
})

describe('how long a group takes alerts', () => {
  test('a window is ten minutes unless it is said, half-open, and never begins anew', () => {
    expect(takesMore(grouping(), group, after(599))).toBe(true)
    expect(takesMore(grouping(), group, after(600))).toBe(false)
    expect(takesMore(grouping({ windowSeconds: 60 }), group, after(60))).toBe(false)
    expect(takesMore(grouping(), { ...group, status: 'acknowledged' }, after(1))).toBe(true)
  })

  test('pending until somebody answers, open until it is resolved, none when it is', () => {
    const year = after(31_536_000)
    expect(takesMore(grouping({ mode: 'pending' }), group, year)).toBe(true)
    expect(takesMore(grouping({ mode: 'pending' }), { ...group, status: 'acknowledged' }, year)).toBe(false)
    expect(takesMore(grouping({ mode: 'open' }), { ...group, status: 'acknowledged' }, year)).toBe(true)
    for (const mode of ['window', 'pending', 'open'] as const)
      expect(takesMore(grouping({ mode }), { ...group, status: 'resolved' }, opened)).toBe(false)
  })
})

describe('joining', () => {
  const similar = (threshold: number) => grouping({ similarity: { threshold } })

  test('asks for likeness only where a threshold is set, and tells the score either way', () => {
    const other = { ...alert, summary: 'Disk full on mail' }
    expect(joinScore(grouping(), group, { ...alert, summary: 'ERP unreachable' }, opened)).toBe(0)
    expect(joinScore(similar(0.75), group, other, opened)).toBe(0.75)
    expect(joinScore(similar(0.76), group, other, opened)).toBeUndefined()
  })

  test('never happens behind a lead that pages nobody', () => {
    expect(joinScore(grouping(), { ...group, held: true }, alert, opened)).toBeUndefined()
  })

  test('of an urgent alert needs a lead that is urgent or can become so', () => {
    const low = { ...group, priority: 'low' as const }
    expect(joinScore(grouping(), low, alert, opened)).toBe(1)
    expect(joinScore(grouping(), { ...low, status: 'acknowledged' }, alert, opened)).toBeUndefined()
    expect(joinScore(grouping(), { ...low, status: 'acknowledged' }, { ...alert, priority: 'low' }, opened)).toBe(1)
  })

  test('goes to the most alike group, among equals to the first', () => {
    const [far, near, same] = ['Disk full on mail', 'Disk full on web-9', 'Disk full on web-3'].map((summary) => ({
      ...group,
      summary,
    }))
    expect(bestOf(similar(0.7), [far!, near!, same!], alert, opened)).toEqual({ group: near, score: 1 })
    expect(bestOf(similar(0.7), [], alert, opened)).toBeUndefined()
  })
})
