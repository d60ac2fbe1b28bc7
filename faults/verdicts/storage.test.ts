import { describe, expect, test } from 'vitest'
import { acknowledged, alert, guilty, innocent, page, resolved, sent } from './hand-made.ts'

describe('a history in which everything is as it should be', () => {
  test.each([
    ['unanswered', innocent()],
    ['acknowledged', acknowledged()],
    ['resolved', resolved()],
  ])('%s, is innocent of everything', (_, history) => {
    expect(guilty(history)).toEqual([])
  })

  test('an undecided trigger may be there or not', () => {
    const undecided = sent({ fate: 'unknown', said: 'ECONNRESET' })
    expect(guilty(innocent({ events: [sent(), undecided] }))).toEqual([])
    expect(guilty(innocent({ events: [sent(), undecided], alerts: [alert({ count: 2 })] }))).toEqual([])
  })
})

describe('what was accepted', () => {
  const name = 'accepted triggers are there'
  test('is missed when its alert is not there', () => {
    expect(guilty(innocent({ alerts: [], pages: [] }))).toEqual([name])
  })

  test('is missed when it is not counted', () => {
    expect(guilty(innocent({ events: [sent(), sent({ begunAt: 1_500 })] }))).toEqual([name])
  })

  test('may be uncounted when a kill followed and its alert was open, and only then', () => {
    const repeat = sent({ begunAt: 1_500, endedAt: 1_550 })
    const kill = (at: number) => ({ kills: [{ at, target: 'app' as const }] })
    expect(guilty(innocent({ events: [sent(), repeat], ...kill(1_800) }))).toEqual([])
    expect(guilty(innocent({ events: [sent(), repeat], ...kill(9_000) }))).toContain(name)
    expect(guilty(innocent({ alerts: [], pages: [], ...kill(1_800) }))).toContain(name)
  })

  test('is missed when it came after the end of its alert and opened none, kill or not', () => {
    const again = sent({ begunAt: 8_000, endedAt: 8_050 })
    const history = resolved()
    const lost = { ...history, events: [...history.events, again], kills: [{ at: 8_100, target: 'app' as const }] }
    expect(guilty(lost)).toContain(name)
  })

  test('is not counted more often than it was sent, and never invented', () => {
    expect(guilty(innocent({ alerts: [alert({ count: 2 })] }))).toEqual([name])
    expect(guilty(innocent({ alerts: [alert(), alert({ id: 'a2', key: 'other', status: 'triggered' })] }))).toContain(
      name,
    )
  })

  test('includes acknowledgements by link and API, and what senders say', () => {
    const missing = 'accepted acknowledgements and resolves are there'
    expect(guilty(acknowledged({ alerts: [alert()] }))).toContain(missing)
    expect(guilty(resolved({ status: 'triggered', resolvedAt: null }))).toContain(missing)
    const own = sent({ action: 'acknowledge', begunAt: 2_000, endedAt: 2_050 })
    expect(guilty(innocent({ events: [sent(), own] }))).toContain(missing)
  })

  test('an answer to what Pikett itself reported is not looked for among the alerts of senders', () => {
    const history = acknowledged()
    const other = { ...history.answers[0]!, alertId: 'clock' }
    const both = { ...history, answers: [...history.answers, other] }
    expect(guilty(both)).toEqual(['accepted acknowledgements and resolves are there'])
    expect(guilty({ ...both, ownIds: ['clock'] })).toEqual([])
  })
})

test('a valid request that is refused for good is found', () => {
  const refused = sent({ key: 'cpu', fate: 'refused', said: 'HTTP 400' })
  expect(guilty(innocent({ events: [sent(), refused] }))).toEqual(['no valid request is refused'])
})

test('a problem that came back after its end and is not open is found', () => {
  const { events, ...history } = resolved({ count: 2 })
  const back = sent({ begunAt: 6_000, endedAt: 6_050 })
  expect(guilty({ ...history, events: [...events, back] })).toEqual(['what came back is open'])
  const unknown = { ...back, fate: 'unknown' as const }
  expect(guilty({ ...history, events: [...events, back, { ...unknown, begunAt: 7_000, action: 'resolve' }] })).toEqual(
    [],
  )
})

test('an alert that is answered although nobody answered is found', () => {
  const name = 'nothing is answered by nobody'
  expect(guilty(acknowledged({ answers: [] }))).toEqual([name])
  expect(guilty(innocent({ alerts: [alert({ status: 'resolved', resolvedAt: 3_000 })] }))).toEqual([name])
})

test('two alerts of one key that were open at the same time are found, one after the other are not', () => {
  const again = sent({ begunAt: 6_000, endedAt: 6_050 })
  const second = alert({ id: 'a2', createdAt: 6_010, pages: [], deliveries: [] })
  const pages = [
    page(),
    ...['ann', 'bob'].map((recipient) => page({ at: 6_200, deliveryId: recipient, alertId: 'a2', recipient })),
  ]
  const first = resolved()
  const after = { ...first, events: [...first.events, again], alerts: [...first.alerts, second], pages }
  expect(guilty(after)).toEqual([])
  expect(guilty({ ...after, alerts: [first.alerts[0]!, { ...second, createdAt: 5_000 }] })).toContain(
    'one open alert per key',
  )
  expect(guilty({ ...after, events: [sent(), again] })).toContain('one open alert per key')
})
