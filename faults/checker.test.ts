import { describe, expect, test } from 'vitest'
import { check } from './checker.ts'
import { emptyHistory } from './history.ts'
import type { ArrivedPage, FinalAlert, GivenAnswer, History, SentEvent } from './history.ts'

const sent = (over: Partial<SentEvent> = {}): SentEvent => ({
  key: 'disk',
  action: 'trigger',
  begunAt: 1_000,
  endedAt: 1_050,
  fate: 'accepted',
  said: 'HTTP 202',
  ...over,
})

const answer = (over: Partial<GivenAnswer> = {}): GivenAnswer => ({
  alertId: 'a1',
  via: 'link',
  begunAt: 5_000,
  endedAt: 5_050,
  fate: 'accepted',
  said: 'HTTP 200',
  ...over,
})

const page = (over: Partial<ArrivedPage> = {}): ArrivedPage => ({
  at: 1_200,
  deliveryId: 'd1',
  alertId: 'a1',
  recipient: 'ann',
  taken: true,
  ...over,
})

const alert = (over: Partial<FinalAlert> = {}): FinalAlert => ({
  id: 'a1',
  key: 'disk',
  status: 'triggered',
  count: 1,
  createdAt: 1_010,
  acknowledgedAt: null,
  resolvedAt: null,
  pages: [
    { id: 'p1', round: 1, step: 1, recipient: 'ann' },
    { id: 'p2', round: 1, step: 2, recipient: 'bob' },
  ],
  deliveries: [
    { id: 'd1', pageId: 'p1', attempt: 1, status: 'sent' },
    { id: 'd2', pageId: 'p2', attempt: 1, status: 'sent' },
  ],
  lateDeliveryIds: [],
  ...over,
})

/** One problem that nobody answered: Ann was paged, then Bob. */
const innocent = (over: Partial<History> = {}): History => ({
  ...emptyHistory(['ann', 'bob']),
  events: [sent()],
  pages: [page(), page({ at: 4_200, deliveryId: 'd2', recipient: 'bob' })],
  starts: [{ at: 0, readyAt: 900, killed: false }],
  stops: [{ askedAt: 9_000, endedAt: 9_500, because: 'asked', exitCode: 0 }],
  alerts: [alert()],
  ...over,
})

/** The same, acknowledged by Ann's link before Bob's turn came. */
const acknowledged = (over: Partial<History> = {}): History =>
  innocent({
    answers: [answer({ begunAt: 2_000, endedAt: 2_050 })],
    pages: [page()],
    alerts: [alert({ status: 'acknowledged', acknowledgedAt: 2_030 })],
    ...over,
  })

/** The same, resolved by its sender. */
const resolved = (over: Partial<FinalAlert> = {}): History =>
  innocent({
    events: [sent(), sent({ action: 'resolve', begunAt: 5_000, endedAt: 5_050 })],
    alerts: [alert({ status: 'resolved', resolvedAt: 5_020, ...over })],
  })

/** The names of the guilty verdicts. */
const guilty = (history: History) =>
  check(history, { settled: true })
    .filter((verdict) => verdict.findings.length > 0)
    .map((verdict) => verdict.name)

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
})

test('a valid request that is refused for good is found', () => {
  const refused = sent({ key: 'cpu', fate: 'refused', said: 'HTTP 400' })
  expect(guilty(innocent({ events: [sent(), refused] }))).toEqual(['no valid request is refused'])
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

describe('paging', () => {
  test('an alert that reached nobody is found, also when a page arrived that was not taken', () => {
    const names = ['every alert is paged or answered', 'unanswered alerts climb the whole chain']
    expect(guilty(innocent({ pages: [] }))).toEqual(names)
    expect(guilty(innocent({ pages: [page({ taken: false })] }))).toEqual(names)
  })

  test('a chain that stopped half way is found once everything has settled', () => {
    expect(guilty(innocent({ pages: [page()] }))).toEqual(['unanswered alerts climb the whole chain'])
    expect(check(innocent({ pages: [page()] }), { settled: false }).every((one) => one.findings.length === 0)).toBe(
      true,
    )
  })

  test('a message that is neither sent nor cancelled at the end is found', () => {
    const deliveries = [{ id: 'd1', pageId: 'p1', attempt: 1, status: 'sending' }]
    expect(guilty(innocent({ alerts: [alert({ deliveries })] }))).toEqual(['no message is left in limbo'])
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
})

describe('the process', () => {
  test('that does not become ready is found, unless it was killed before it could', () => {
    expect(guilty(innocent({ starts: [{ at: 0, killed: false, said: 'no' }] }))).toEqual([
      'every start recovers by itself',
    ])
    expect(guilty(innocent({ starts: [{ at: 0, killed: true }] }))).toEqual([])
  })

  test('that ends by itself is found', () => {
    expect(guilty(innocent({ crashes: ['TypeError'] }))).toEqual(['it runs until it is killed or stopped'])
  })

  test.each([
    ['does not end', { askedAt: 0, because: 'asked', exitCode: null }],
    ['ends late', { askedAt: 0, endedAt: 60_000, because: 'asked', exitCode: 0 }],
    ['ends with a wrong code', { askedAt: 0, endedAt: 500, because: 'asked', exitCode: 1 }],
    ['does not say that its database was lost', { askedAt: 0, endedAt: 500, because: 'database', exitCode: 0 }],
  ] as const)('that is stopped and %s is found', (_, stop) => {
    expect(guilty(innocent({ stops: [stop] }))).toEqual(['stops are orderly'])
  })

  test('beside another database on one directory is found, and so is what is left behind', () => {
    const sightings = [{ at: 500, servers: [7, 8], strangers: [] }]
    expect(guilty(innocent({ sightings }))).toEqual(['never two databases on one directory'])
    expect(guilty(innocent({ leftovers: ['process 7 still runs'] }))).toEqual(['nothing is left behind'])
  })
})
