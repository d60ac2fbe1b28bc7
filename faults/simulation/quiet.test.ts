import { expect, test } from 'vitest'
import { acknowledged, alert, asked, at, guilty, page, rowsOf, told } from './hand-made.ts'
import type { Window } from './story.ts'

// What the verdicts find in histories in which alerts wait for the end of some work, or for whether they last.

const disturbed = 'what begins in work pages after it'

/** From 0 to 2 s; it was there when the sender said that the problem began. */
const window = (over: Partial<Window> = {}): Window => ({
  key: 'work-0',
  organization: 'default',
  lastsMs: 2_000,
  begun: at(0),
  isMade: true,
  ended: at(0),
  endings: [],
  ...over,
})

test('a page before the end of the work in which the alert began is found', () => {
  const story = (lookedStep: number, over: Partial<Window> = {}) =>
    told({ windows: [window(over)], pages: [page({ looked: at(lookedStep) })] })
  expect(guilty(story(20))).toEqual([])
  expect(guilty(story(19))).toEqual([disturbed])
  expect(guilty(story(19, { sources: ['anything'] }))).toEqual([disturbed])
  expect(guilty(story(19, { sources: ['again'] }))).toEqual([])
  expect(guilty(story(19, { organization: 'other' }))).toEqual([])
  expect(guilty(story(19, { isMade: false }))).toEqual([])
})

test('work that came after the sender, that somebody ended, or in which people were asked for holds nothing', () => {
  const story = (over: Partial<Window>) => told({ windows: [window(over)], pages: [page({ looked: at(19) })] })
  expect(guilty(story({ ended: at(2) }))).toEqual([])
  expect(guilty(story({ endings: [at(19)] }))).toEqual([])
  expect(guilty(story({ endings: [at(20)] }))).toEqual([disturbed])
  const escalated = acknowledged({ what: 'escalate', begun: at(10), ended: at(12) })
  expect(guilty({ ...story({}), asked: [asked(), escalated] })).toEqual([])
})

test('a page of an alert that has not lasted is found', () => {
  const story = (lookedMs: number) =>
    told({ kinds: { 'default/disk': 'patient' }, pages: [page({ looked: { step: 9, ms: lookedMs } })] })
  expect(guilty(story(45_100))).toEqual([])
  expect(guilty(story(45_000))).toEqual(['nobody is paged before it lasts'])
})

test('an alert that is held in the end is found', () => {
  expect(guilty(told(), rowsOf({ alerts: [alert({ held: true })] }))).toEqual(['nothing is left in limbo'])
})
