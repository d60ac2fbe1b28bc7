import { expect, test } from 'vitest'
import { acknowledged, alert, asked, at, entry, guilty, page, planned, rowsOf, told } from './hand-made.ts'
import type { Asked } from './story.ts'

// What the verdicts find in histories in which chains run, and people say whom to ask.

const climbed = 'every chain is climbed'

test('an alert that nobody answered and that did not page its whole chain is found', () => {
  const short = rowsOf({ pages: [planned()], entries: rowsOf().entries.slice(0, 3), deliveries: [] })
  expect(guilty(told(), { ...short, entries: short.entries.slice(0, 2) })).toEqual([climbed])
})

test('a chain that should repeat and does not is found', () => {
  const again = told({ kinds: { 'default/disk': 'again' } })
  expect(guilty(again)).toEqual([climbed])
  const second = [0, 1].map((step) =>
    planned({
      id: `p${step + 3}`,
      round: 1,
      step,
      user: step === 0 ? 'ann' : 'bob',
      createdMs: 120_200 + step * 60_000,
    }),
  )
  const rows = rowsOf({
    pages: [...rowsOf().pages, ...second],
    entries: [...rowsOf().entries, entry('page.created'), entry('page.created')],
  })
  expect(guilty(again, rows)).toEqual([])
  const hurried = {
    ...rows,
    pages: rows.pages.map((one) => ({ ...one, createdMs: one.createdMs - one.round * 1_000 })),
  }
  expect(guilty(again, hurried)).toEqual(['nobody is paged before those before had their time'])
})

const byHand = (over: Partial<Asked>) => acknowledged({ what: 'reassign', to: 'bob', ...over })
const given = [
  planned(),
  planned({ id: 'p2', epoch: 2, user: 'bob', createdMs: 2_500 }),
  planned({ id: 'p3', epoch: 2, step: 1, createdMs: 62_500 }),
]
const rows = rowsOf({ pages: given, entries: [...rowsOf().entries, entry('page.created')] })
const bobHeard = page({ ...at(30), looked: at(29), recipient: 'bob', deliveryId: 'd2' })

test('somebody to whom an alert was given and who was not paged is found', () => {
  const story = told({ asked: [asked(), byHand({})], pages: [page(), bobHeard] })
  expect(guilty(story, rows)).toEqual([])
  expect(guilty({ ...story, pages: [page()] }, rows)).toEqual(['who is asked by hand is paged'])
  const unplanned = { ...rows, pages: rows.pages.map((one) => ({ ...one, user: 'ann' })) }
  expect(guilty(story, unplanned)).toContain('who is asked by hand is paged')
})

test('somebody who is paged for what was given to another is found, until the other had the time', () => {
  const story = (lookedStep: number) =>
    told({
      asked: [asked(), byHand({})],
      pages: [page(), bobHeard, page({ ...at(900), looked: at(lookedStep), deliveryId: 'd3' })],
    })
  const guiltyOf = 'nobody is paged for what was given to another'
  expect(guilty(story(26), rows)).toEqual([guiltyOf])
  expect(guilty(story(619), rows)).toEqual([guiltyOf])
  expect(guilty(story(24), rows)).toEqual([])
  expect(guilty(story(620), rows)).toEqual([])
})

test('whoever was said to be asked must be paged, also about what is acknowledged, and nobody else', () => {
  const answered = rowsOf({
    alerts: [alert({ status: 'acknowledged', acknowledgedMs: 2_400, escalation: 'stopped' })],
    entries: [...rowsOf().entries, entry('alert.acknowledged')],
  })
  const more = acknowledged({ what: 'responders', to: 'bob', isAdded: true, begun: at(40), ended: at(45) })
  const story = (recipient: string, ...others: Asked[]) =>
    told({
      asked: [asked(), acknowledged(), more, ...others],
      pages: [page(), page({ ...at(60), looked: at(55), recipient, deliveryId: 'd2' })],
    })
  expect(guilty(story('bob'), answered)).toEqual([])
  expect(guilty(story('ann'), answered)).toContain('nobody is paged after an answer')
  const unplanned = { ...answered, pages: answered.pages.filter((one) => one.user === 'ann') }
  expect(guilty(story('bob'), unplanned)).toContain('who is asked by hand is paged')
})
