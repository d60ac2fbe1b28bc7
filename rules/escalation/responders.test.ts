import { expect, test } from 'vitest'
import { isOnIt, respondersOf } from './responders.ts'
import type { Answers, PageFacts } from './responders.ts'

const person = (key: string) => ({ key, name: key.toUpperCase() })
const page = (key: string, statuses: string[], epoch = 2): PageFacts => ({
  user: person(key),
  epoch,
  reason: { kind: 'user' },
  createdAt: `at ${key}`,
  deliveries: statuses.map((status) => ({ status, channel: 'sms', contact: { key: status } })),
})
const nobody: Answers = { epoch: 2, acknowledged: undefined, acceptedAtByKey: new Map(), next: undefined }
const states = (pages: PageFacts[], answers: Partial<Answers> = {}) =>
  respondersOf(pages, { ...nobody, ...answers }).map(({ user, state }) => `${user.key} ${state}`)

test.each([
  [['sent', 'planned'], 2, 'reached'],
  [['failed', 'planned'], 2, 'paged'],
  [['failed'], 2, 'failed'],
  [[], 2, 'failed'],
  [['cancelled', 'failed'], 2, 'stopped'],
  [['delivered'], 1, 'stopped'],
])('messages %j of run %i make a person %s', (statuses, epoch, state) => {
  expect(states([page('bob', statuses, epoch)])).toEqual([`bob ${state}`])
})

test('each person is named once, by their last page, in the order in which they were paged first', () => {
  expect(states([page('ann', ['failed']), page('bob', ['sent']), page('ann', ['planned'])])).toEqual([
    'ann paged',
    'bob reached',
  ])
})

test('whoever answered is on it, also when nobody had paged them, and so is whoever joined', () => {
  const answers = { acknowledged: { user: person('cleo'), at: 'now' }, acceptedAtByKey: new Map([['bob', 'then']]) }
  expect(states([page('bob', ['sent'], 1)], answers)).toEqual(['bob acknowledged', 'cleo acknowledged'])
})

test('who comes next is named unless they are on it already', () => {
  const next = { at: 'soon', people: [person('ann'), person('bob'), person('cleo')] }
  const views = respondersOf([page('ann', ['sent']), page('bob', ['failed'])], { ...nobody, next })
  expect(views.map(({ user, state }) => `${user.key} ${state}`)).toEqual(['ann reached', 'bob next', 'cleo next'])
  expect(views.map(isOnIt)).toEqual([true, false, false])
})
