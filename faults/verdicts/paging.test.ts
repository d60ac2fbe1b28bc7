import { describe, expect, test } from 'vitest'
import { check } from '../checker.ts'
import type { ArrivedPage } from '../history.ts'
import { acknowledged, alert, guilty, innocent, page, resolved, sent } from './hand-made.ts'

describe('paging', () => {
  test('an alert that reached nobody is found, also when a page arrived that was not taken', () => {
    const names = ['every alert is paged or answered', 'unanswered alerts climb the whole chain']
    expect(guilty(innocent({ pages: [] }))).toEqual(names)
    expect(guilty(innocent({ pages: [page({ taken: false })] }))).toEqual(names)
  })

  test('a chain that stopped half way is found once everything has settled', () => {
    expect(guilty(innocent({ pages: [page()] }))).toEqual(['unanswered alerts climb the whole chain'])
    expect(check(innocent({ pages: [page()] }), 'paged').every((one) => one.findings.length === 0)).toBe(true)
  })

  test('a message that is neither sent nor cancelled at the end is found, and an escalation that still waits', () => {
    const deliveries = [{ id: 'd1', pageId: 'p1', attempt: 1, status: 'sending' }]
    expect(guilty(innocent({ alerts: [alert({ deliveries })] }))).toEqual(['nothing is left in limbo'])
    expect(guilty(innocent({ alerts: [alert({ nextEscalationAt: 9_000 })] }))).toEqual(['nothing is left in limbo'])
  })

  test('a step that pages somebody twice is found, and a message that exists twice', () => {
    const pages = [...alert().pages, { id: 'p3', round: 1, step: 2, recipient: 'bob' }]
    expect(guilty(innocent({ alerts: [alert({ pages })] }))).toEqual(['no page is planned twice'])
    const deliveries = [...alert().deliveries, { id: 'd3', pageId: 'p2', attempt: 1, status: 'sent' }]
    expect(guilty(innocent({ alerts: [alert({ deliveries })] }))).toEqual(['no page is planned twice'])
  })
})

describe('a page after an acknowledgement', () => {
  const name = 'nobody is paged after an answer'
  const late = (over: Partial<ArrivedPage> = {}) => page({ at: 2_200, deliveryId: 'd2', recipient: 'bob', ...over })
  const told = [alert({ status: 'acknowledged', acknowledgedAt: 2_030, lateDeliveryIds: ['d2'] })]

  test('is found when it arrives later than what was on its way', () => {
    expect(guilty(acknowledged({ pages: [page(), late({ at: 6_000 })], alerts: told }))).toEqual([name])
  })

  test('is found when nobody tells that it was on its way', () => {
    expect(guilty(acknowledged({ pages: [page(), late()] }))).toEqual([name])
  })

  test('is forgiven when it was on its way: told so, refused, or untold because of a kill', () => {
    expect(guilty(acknowledged({ pages: [page(), late()], alerts: told }))).toEqual([])
    expect(guilty(acknowledged({ pages: [page(), late({ taken: false })] }))).toEqual([])
    expect(guilty(acknowledged({ pages: [page(), late()], kills: [{ at: 2_300, target: 'app' }] }))).toEqual([])
  })

  test('is found after a resolve, and after an acknowledgement by the sender', () => {
    const history = resolved()
    expect(guilty({ ...history, pages: [...history.pages, late({ at: 9_000, deliveryId: 'd3' })] })).toEqual([name])
    const events = [sent(), sent({ action: 'acknowledge', begunAt: 2_000, endedAt: 2_050 })]
    expect(guilty(acknowledged({ events, answers: [], pages: [page(), late({ at: 9_000 })] }))).toEqual([name])
  })

  test('does not count for the next alert of the same key', () => {
    const history = resolved()
    const second = alert({ id: 'a2', createdAt: 6_010, pages: [], deliveries: [] })
    const pages = ['ann', 'bob'].map((recipient) =>
      page({ at: 9_000, deliveryId: recipient, alertId: 'a2', recipient }),
    )
    const events = [...history.events, sent({ begunAt: 6_000, endedAt: 6_050 })]
    expect(
      guilty({ ...history, events, alerts: [...history.alerts, second], pages: [...history.pages, ...pages] }),
    ).toEqual([])
  })
})

describe('a page that comes again', () => {
  const name = 'at most one repeat per kill'
  const again = (at: number) => page({ at })
  const kill = (at: number) => ({ at, target: 'app' as const })
  const others = innocent().pages

  test('is found when nothing was killed', () => {
    expect(guilty(innocent({ pages: [...others, again(1_900)] }))).toEqual([name])
  })

  test('is forgiven once per kill that came before it could be written down', () => {
    expect(guilty(innocent({ pages: [...others, again(61_000)], kills: [kill(1_300)] }))).toEqual([])
    expect(guilty(innocent({ pages: [...others, again(61_000)], kills: [kill(50_000)] }))).toEqual([name])
    const soon = [...others, again(1_400), again(1_600)]
    expect(guilty(innocent({ pages: soon, kills: [kill(1_300)] }))).toEqual([name])
    const thrice = [...others, again(61_000), again(62_000)]
    expect(guilty(innocent({ pages: thrice, kills: [kill(1_300)] }))).toEqual([name])
    expect(guilty(innocent({ pages: thrice, kills: [kill(1_300), kill(61_200)] }))).toEqual([])
  })

  test('is what we want when it was not taken before', () => {
    expect(guilty(innocent({ pages: [page({ at: 1_100, taken: false }), ...others] }))).toEqual([])
  })

  test('is forgiven once per outage that it fell into, and when its receiver answered too late', () => {
    const outage = { from: 800, to: 31_000, of: 'database' as const }
    expect(guilty(innocent({ pages: [...others, again(61_000)], outages: [outage] }))).toEqual([])
    const thrice = [...others, again(61_000), again(62_000)]
    expect(guilty(innocent({ pages: thrice, outages: [outage] }))).toEqual([name])
    const late = page({ isTold: false })
    expect(guilty(innocent({ pages: [late, ...others.slice(1), again(61_000)] }))).toEqual([])
  })
})

describe('a page that comes before its time', () => {
  const early = [page(), page({ at: 2_200, deliveryId: 'd2', recipient: 'bob' })]

  test('is found: the one before had not had their time', () => {
    expect(guilty(innocent({ pages: early, stepMs: 3_000 }))).toEqual(['nobody is paged before their time'])
  })

  test('is nobody’s fault when a receiver had failed', () => {
    const outages = [{ from: 0, to: 9_000, of: 'receivers' as const }]
    expect(guilty(innocent({ pages: early, outages, stepMs: 3_000 }))).toEqual([])
  })
})
