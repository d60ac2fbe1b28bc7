import { expect, test } from 'vitest'
import { acknowledged, alert, asked, at, delivery, entry, guilty, page, planned, rowsOf, told } from './hand-made.ts'
import type { Asked } from './story.ts'

// What the verdicts find in histories in which alerts are put off for a while.

const snoozed = (over: Partial<Asked> = {}) => acknowledged({ what: 'snooze', untilMs: 6_000, ...over })

const rows = rowsOf({ entries: [...rowsOf().entries, entry('alert.snoozed')] })
const later = (over: Parameters<typeof page>[0] = {}) => page({ ...at(70), looked: at(65), deliveryId: 'd2', ...over })

test('a snoozed alert may page when its time has come, and not before', () => {
  const after = (lookedStep: number) =>
    told({ asked: [asked(), snoozed()], pages: [page(), later({ looked: at(lookedStep) })] })
  expect(guilty(after(60), rows)).toEqual([])
  expect(guilty(after(59), rows)).toEqual(['nobody is paged after an answer'])
})

test('a snoozed alert may page at once when somebody ended that or asked for people, and after an acknowledgement never', () => {
  const beside = (...others: Asked[]) => told({ asked: [asked(), snoozed(), ...others], pages: [page(), later()] })
  const early = { begun: at(30), ended: at(35) }
  const acknowledgedRows = {
    ...rows,
    alerts: [alert({ status: 'acknowledged', acknowledgedMs: 3_400, escalation: 'stopped' })],
    entries: [...rows.entries, entry('alert.acknowledged')],
  }
  const pages = [page(), later({ looked: at(40) })]
  const story = (one: Asked) => told({ asked: [asked(), snoozed(), one], pages })
  expect(guilty(story(acknowledged({ what: 'unsnooze', ...early })), rows)).toEqual([])
  expect(guilty(story(acknowledged({ what: 'escalate', ...early })), rows)).toEqual([])
  expect(guilty(beside(acknowledged(early)), acknowledgedRows)).toEqual(['nobody is paged after an answer'])
})

test('a snoozed alert that is never triggered again, or pages nobody then, is found', () => {
  const story = told({ asked: [asked(), snoozed()] })
  expect(guilty(story, rows)).toEqual(['what was put off comes back'])
  const left = { ...rows, alerts: [alert({ status: 'acknowledged', acknowledgedMs: 2_400, escalation: 'stopped' })] }
  expect(guilty(story, left)).toContain('what was put off comes back')
})

test('an accepted snooze of which the timeline says nothing is found', () => {
  const story = told({ asked: [asked(), snoozed()], pages: [page(), later()] })
  expect(guilty(story)).toEqual(['the timeline tells what the rows hold'])
})

const forgetful = { kinds: { 'default/disk': 'forgetful' } } as const
/** Ann acknowledged at 2 s, so that she is asked at 62 s, and the alert comes back at 122 s. */
const byAnn = acknowledged({ via: 'link', by: 'ann' })
const reminder = (over: Partial<ReturnType<typeof planned>> = {}) =>
  planned({ id: 'p3', kind: 'reminder', createdMs: 62_000, ...over })
const again = later({ ...at(1_300), looked: at(1_250) })

test('an acknowledgement that ends by itself must be followed by pages', () => {
  expect(guilty(told({ ...forgetful, asked: [asked(), byAnn], pages: [page(), again] }))).toEqual([])
  expect(guilty(told({ ...forgetful, asked: [asked(), byAnn] }))).toEqual(['what was put off comes back'])
  const early = later({ ...at(1_300), looked: at(1_200) })
  expect(guilty(told({ ...forgetful, asked: [asked(), byAnn], pages: [page(), early] }))).toEqual([
    'nobody is paged after an answer',
  ])
})

test('whoever acknowledged for a while must be asked before it ends, and nobody who did not', () => {
  const story = told({ ...forgetful, asked: [asked(), byAnn], pages: [page(), again], settledMs: 3_000 })
  expect(guilty(story)).toEqual(['whoever acknowledged for a while is asked'])
  const withOne = (over: Parameters<typeof reminder>[0]) => rowsOf({ pages: [...rowsOf().pages, reminder(over)] })
  expect(guilty(story, withOne({}))).toEqual([])
  expect(guilty(story, withOne({ user: 'bob' }))).toEqual(['whoever acknowledged for a while is asked'])
  expect(guilty(story, withOne({ createdMs: 61_000 }))).toEqual(['whoever acknowledged for a while is asked'])
})

test('a reminder after the alert is over is found', () => {
  const resolved = acknowledged({ what: 'resolve', begun: at(30), ended: at(35) })
  const rowsWith = rowsOf({
    alerts: [alert({ status: 'resolved', resolvedMs: 3_400, escalation: 'stopped' })],
    pages: [...rowsOf().pages, reminder()],
    deliveries: [...rowsOf().deliveries, delivery('d3', 'p3')],
    entries: [...rowsOf().entries, entry('delivery.sent'), entry('alert.resolved')],
  })
  const pages = [page(), later({ ...at(640), looked: at(630), deliveryId: 'd3' })]
  expect(guilty(told({ ...forgetful, asked: [asked(), byAnn, resolved], pages }), rowsWith)).toEqual([
    'nobody is paged after an answer',
  ])
})
