import { check } from '../checker.ts'
import { emptyHistory } from '../history.ts'
import type { ArrivedPage, FinalAlert, GivenAnswer, History, SentEvent } from '../history.ts'

// Histories made by hand, to show that the checker finds what is wrong with them and nothing else.

export const sent = (over: Partial<SentEvent> = {}): SentEvent => ({
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

export const page = (over: Partial<ArrivedPage> = {}): ArrivedPage => ({
  at: 1_200,
  deliveryId: 'd1',
  alertId: 'a1',
  recipient: 'ann',
  taken: true,
  isTold: true,
  ...over,
})

export const alert = (over: Partial<FinalAlert> = {}): FinalAlert => ({
  id: 'a1',
  key: 'disk',
  status: 'triggered',
  count: 1,
  createdAt: 1_010,
  acknowledgedAt: null,
  resolvedAt: null,
  nextEscalationAt: null,
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
export const innocent = (over: Partial<History> = {}): History => ({
  ...emptyHistory(['ann', 'bob'], 600),
  events: [sent()],
  pages: [page(), page({ at: 4_200, deliveryId: 'd2', recipient: 'bob' })],
  starts: [{ at: 0, readyAt: 900, killed: false }],
  stops: [{ askedAt: 9_000, endedAt: 9_500, because: 'asked', exitCode: 0, said: '' }],
  alerts: [alert()],
  ...over,
})

/** The same, acknowledged by Ann's link before Bob's turn came. */
export const acknowledged = (over: Partial<History> = {}): History =>
  innocent({
    answers: [answer({ begunAt: 2_000, endedAt: 2_050 })],
    pages: [page()],
    alerts: [alert({ status: 'acknowledged', acknowledgedAt: 2_030 })],
    ...over,
  })

/** The same, resolved by its sender. */
export const resolved = (over: Partial<FinalAlert> = {}): History =>
  innocent({
    events: [sent(), sent({ action: 'resolve', begunAt: 5_000, endedAt: 5_050 })],
    alerts: [alert({ status: 'resolved', resolvedAt: 5_020, ...over })],
  })

/** The names of the guilty verdicts. */
export const guilty = (history: History) =>
  check(history, 'climbed')
    .filter((verdict) => verdict.findings.length > 0)
    .map((verdict) => verdict.name)
