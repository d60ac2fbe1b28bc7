import { expect, test } from 'vitest'
import { ApiError } from '../api/client.ts'
import type { Translate } from '../app/i18n.ts'
import type { Outcome, Sent, Waiting } from './outcome.ts'
import { askText, tellings } from './words.ts'

const viewer = { language: 'en', timezone: 'Europe/Berlin' } as const
const now = Date.parse('2026-11-20T02:30:00Z')
const t = ((key: string, values = {}) => `${key} ${JSON.stringify(values)}`) as Translate
const waiting = (number: number, rest: Partial<Waiting> = {}): Waiting => ({
  key: `${number}`,
  user: 'u1',
  alert: 'a',
  number,
  verb: 'acknowledge',
  at: Date.parse('2026-11-20T02:09:00Z'),
  ...rest,
})
const done: Outcome = { kind: 'done', at: '2026-11-20T02:12:00Z' }
const tell = (results: Sent[]) => tellings(results, now, viewer, t, (error) => (error as ApiError).code)

test('a few answers are told one by one, with the time at which they counted and why they were refused', () => {
  const faster: Outcome = { kind: 'faster', name: 'Bob', at: '2026-11-20T02:10:00Z' }
  const results = [
    { one: waiting(1), result: done },
    { one: waiting(2), result: faster },
    { one: waiting(3), result: new ApiError(403, 'forbidden', '') },
  ]
  expect(tell(results)).toEqual([
    { text: 'offline:outcome.acknowledge.done {"number":1,"time":"03:12"}', tone: 'done' },
    { text: 'offline:outcome.acknowledge.faster {"number":2,"time":"03:10","name":"Bob"}', tone: 'problem' },
    { text: 'offline:refused.acknowledge {"number":3,"reason":"forbidden"}', tone: 'problem', opens: 3 },
  ])
})

test('many answers are told in one, and nothing that went otherwise is left out', () => {
  const all = [1, 2, 3, 4, 5].map((number) => ({ one: waiting(number), result: done }))
  expect(tell(all)).toEqual([{ text: 'offline:many.done {"count":5}', tone: 'done' }])
  const mixed: Sent[] = [
    ...all,
    { one: waiting(6), result: { kind: 'over', at: null } },
    { one: waiting(7), result: new ApiError(404, 'not_found', '') },
  ]
  expect(tell(mixed)).toEqual([
    {
      text: 'offline:many.done {"count":5} offline:many.needless {"count":1} offline:many.refused {"count":1}',
      tone: 'problem',
    },
  ])
})

test('what was given long ago is asked by name, several at once by number and the time of the first', () => {
  const later = waiting(2, { at: now })
  expect(askText([later], now, viewer, t)).toBe('offline:ask.acknowledge {"number":2,"time":"03:30"}')
  expect(askText([later, waiting(1)], now, viewer, t)).toBe('offline:ask.many {"count":2,"time":"03:09"}')
})
