import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseReply } from './reply.ts'

const answer = (action: string, number?: number) => ({
  kind: 'answer',
  action,
  ...(number !== undefined && { number }),
})

test.each([
  ['12a', answer('acknowledge', 12)],
  ['12r', answer('resolve', 12)],
  ['12e', answer('escalate', 12)],
  ['12 A', answer('acknowledge', 12)],
  ['#4711 ok', answer('acknowledge', 4711)],
  ['# 4711 ok', answer('acknowledge', 4711)],
  ['r 12', answer('resolve', 12)],
  ['ack #12', answer('acknowledge', 12)],
  ['a12', answer('acknowledge', 12)],
  ['"12a"', answer('acknowledge', 12)],
  ['„12 a“', answer('acknowledge', 12)],
  ['  12a.  ', answer('acknowledge', 12)],
  ['a', answer('acknowledge')],
  ['ACK', answer('acknowledge')],
  ['Ok!', answer('acknowledge')],
  ['Bestätigt', answer('acknowledge')],
  ['Besta\u0308tigt', answer('acknowledge')],
  ['r', answer('resolve')],
  ['resolve', answer('resolve')],
  ['gelöst', answer('resolve')],
  ['Behoben.', answer('resolve')],
  ['e', answer('escalate')],
  ['eskalieren', answer('escalate')],
  ['\r\n12a\r\nSent from my phone', answer('acknowledge', 12)],
  ['> Reply 12r to resolve\n12a', answer('acknowledge', 12)],
  ['Test.', { kind: 'test' }],
])('%j is understood', (text, expected) => {
  expect(parseReply(text)).toEqual(expected)
})

test.each(['all', 'ALL', 'Alle.', '„alle“', 'ack all', 'Alle bestätigen'])(
  '%j answers every alert of the newest message',
  (text) => {
    expect(parseReply(text)).toEqual({ kind: 'all' })
  },
)

test.each([
  '',
  'all good?',
  'not all',
  '   ',
  '12',
  'a r',
  '12a 13',
  'not ok',
  'a12b',
  'nein',
  '12345678901a',
  'who is this',
  '> 12a',
  '1 2 a',
  '0x12a',
])('%j is not guessed at', (text) => {
  expect(parseReply(text)).toEqual({ kind: 'unclear' })
})

test('any text is read without fault', () => {
  const read = fc.property(fc.string({ unit: 'grapheme' }), (text) =>
    ['answer', 'unclear'].includes(parseReply(text).kind),
  )
  expect(() => fc.assert(read)).not.toThrow()
})

test('noise around an answer does not change it', () => {
  const noises = fc.record({
    mark: fc.constantFrom('', '"', '„', '“', "'", '«'),
    space: fc.constantFrom('', ' ', '  ', '\n'),
    letter: fc.constantFrom('a', 'A'),
    number: fc.nat(999_999_999),
  })
  const same = fc.property(noises, ({ mark, space, letter, number }) => {
    const reply = parseReply(`${space}${mark}${number}${letter}${mark}${space}`)
    return reply.kind === 'answer' && reply.action === 'acknowledge' && reply.number === number
  })
  expect(() => fc.assert(same)).not.toThrow()
})
