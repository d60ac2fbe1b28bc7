import { expect, test } from 'vitest'
import { acknowledged, alert, asked, at, guilty, page, planned, rowsOf, told } from './hand-made.ts'

test('an alert that was paged and not answered is innocent', () => {
  expect(guilty(told())).toEqual([])
})

test('an accepted trigger without an alert is found', () => {
  const nothing = rowsOf({ alerts: [], pages: [], deliveries: [], entries: [] })
  expect(guilty(told({ pages: [] }), nothing)).toContain('accepted triggers are there')
})

test('an alert that nobody was paged for is found', () => {
  expect(guilty(told({ pages: [] }))).toEqual(['every alert is paged or answered'])
})

test('a page is guilty when its sender looked after the answer had its 2xx, and innocent when it looked before', () => {
  const rows = rowsOf({
    alerts: [alert({ status: 'acknowledged', acknowledgedMs: 2_400, escalation: 'stopped' })],
    entries: [...rowsOf().entries, { alertId: 'a1', kind: 'alert.acknowledged' }],
  })
  const answered = (lookedStep: number) =>
    told({ asked: [asked(), acknowledged()], pages: [page({ ...at(40), looked: at(lookedStep) })] })
  expect(guilty(answered(30), rows)).toEqual(['nobody is paged after an answer'])
  expect(guilty(answered(24), rows)).toEqual([])
})

test('a message that was taken comes again once for each crash', () => {
  const again = { pages: [page(), page({ ...at(50), looked: at(49) })] }
  expect(guilty(told(again))).toEqual(['at most one repeat per crash'])
  expect(guilty(told({ ...again, crashes: [{ ...at(12), of: 'node' }] }))).toEqual([])
})

test('an accepted acknowledgement that is not there is found, and one that nobody gave', () => {
  expect(guilty(told({ asked: [asked(), acknowledged()] }))).toEqual(['accepted answers are there'])
  const rows = rowsOf({ alerts: [alert({ status: 'acknowledged', acknowledgedMs: 2_400, escalation: 'stopped' })] })
  expect(guilty(told(), rows)).toContain('nothing is answered by nobody')
})

test('somebody who is told of what is none of their organization is found', () => {
  expect(guilty(told({ pages: [page({ recipient: 'cyd' })] }))).toEqual(['nothing of an organization reaches another'])
})

test('two open alerts of one key are found', () => {
  const rows = rowsOf({ alerts: [alert(), alert({ id: 'a2', createdMs: 900 })] })
  expect(guilty(told(), rows)).toContain('one open alert per key')
})

test('a page that was planned twice is found', () => {
  const rows = rowsOf({ pages: [...rowsOf().pages, planned({ id: 'p3' })] })
  expect(guilty(told(), rows)).toContain('no page is planned twice')
})

test('a step that began before the one before it had its time is found, unless somebody asked for it', () => {
  const early = planned({ id: 'p2', step: 1, user: 'bob', createdMs: 60_100 })
  const rows = rowsOf({ pages: [planned(), early] })
  expect(guilty(told(), rows)).toEqual(['nobody is paged before those before had their time'])
  expect(guilty(told({ asked: [asked(), acknowledged({ what: 'escalate' })] }), rows)).toEqual([])
})

test('a message or an escalation that is left between two states is found', () => {
  const rows = rowsOf({ deliveries: [{ ...rowsOf().deliveries[0]!, status: 'sending' }] })
  expect(guilty(told(), rows)).toContain('nothing is left in limbo')
  expect(guilty(told(), rowsOf({ alerts: [alert({ nextMs: 500, escalation: 'active' })] }))).toEqual([
    'nothing is left in limbo',
  ])
})

test('a timeline that tells less than the rows hold is found, and a broken audit chain', () => {
  expect(guilty(told(), rowsOf({ entries: rowsOf().entries.slice(0, 4) }))).toEqual([
    'the timeline tells what the rows hold',
  ])
  expect(guilty(told(), rowsOf({ auditProblem: 'cut off' }))).toEqual(['the audit chain is whole'])
})
