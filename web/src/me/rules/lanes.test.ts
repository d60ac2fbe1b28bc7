import { describe, expect, test } from 'vitest'
import { cautionsOf, inOrder, lanesOf, moved, preset, type Reachable } from './lanes.ts'

const contact = (key: string, channel: string, more: Partial<Reachable> = {}): Reachable => ({
  key,
  channel,
  address: `${key} address`,
  verified: true,
  disabledExplanation: null,
  ...more,
})
const phone = contact('phone', 'voice')
const mobile = contact('mobile', 'sms')
const mail = contact('mail', 'email')
const device = contact('d1', 'push')

const lines = (rules: [string, string][], contacts: Reachable[]) =>
  lanesOf(
    rules.map(([key, after]) => ({ contact: key, after })),
    contacts,
  ).map((lane) => `${lane.key} ${lane.marks.map((mark) => mark.seconds).join('+')}${lane.isUsable ? '' : ' unused'}`)

describe('the lanes', () => {
  test('stand in the order in which the contacts are reached, several messages on one lane', () => {
    const rules: [string, string][] = [
      ['phone', '2m'],
      ['mobile', '0s'],
      ['mobile', '1m'],
    ]
    expect(lines(rules, [phone, mobile])).toEqual(['mobile 0+60', 'phone 120'])
  })

  test('show devices at once when no rule speaks of them, and where the rule puts them when one does', () => {
    expect(lines([['phone', '1m']], [phone, device])).toEqual(['push 0', 'phone 60'])
    expect(lines([['push', '30s']], [phone, device])).toEqual(['push 30'])
    expect(lines([['d1', '30s']], [phone, device])).toEqual(['d1 30'])
    expect(lines([], [phone, device])).toEqual([])
  })

  test('say of a contact that nothing is sent there', () => {
    expect(lines([['mail', '0s']], [{ ...mail, verified: false }])).toEqual(['mail 0 unused'])
    expect(lines([['mail', '0s']], [{ ...mail, disabledExplanation: 'gone' }])).toEqual(['mail 0 unused'])
    expect(lines([['gone', '0s']], [mail])).toEqual(['gone 0 unused'])
    expect(lines([['push', '0s']], [mail])).toEqual(['push 0 unused'])
  })

  test('keep what comes after ten minutes at the edge', () => {
    const [lane] = lanesOf([{ contact: 'mail', after: '15m' }], [mail])
    expect(lane!.marks).toEqual([{ index: 0, seconds: 900, isBeyond: true }])
  })
})

test('a rule moves in steps of a quarter of a minute and not out of the diagram', () => {
  const rules = [{ contact: 'mail', after: '0s' }]
  expect(moved(rules, 0, 68)[0]!.after).toBe('1m15s')
  expect(moved(rules, 0, -40)[0]!.after).toBe('0s')
  expect(moved(rules, 0, 4_000)[0]!.after).toBe('10m')
})

test('rules are stored in the order in which they are sent', () => {
  const rules = [
    { contact: 'phone', after: '2m' },
    { contact: 'mail', after: '30s' },
  ]
  expect(inOrder(rules).map((rule) => rule.contact)).toEqual(['mail', 'phone'])
})

describe('a preset', () => {
  test('begins with push and then gets louder', () => {
    expect(preset('pushFirst', [mail, phone, mobile, device])).toEqual([
      { contact: 'push', after: '0s' },
      { contact: 'mobile', after: '1m' },
      { contact: 'phone', after: '2m' },
    ])
    expect(preset('pushFirst', [mail, phone])).toEqual([
      { contact: 'mail', after: '0s' },
      { contact: 'phone', after: '1m' },
    ])
  })

  test('is not offered where it makes no sense', () => {
    expect(preset('pushFirst', [mail])).toBeUndefined()
    expect(preset('allAtOnce', [mail])).toBeUndefined()
    expect(preset('mailOnly', [phone, { ...mail, verified: false }])).toBeUndefined()
  })

  test('uses every contact at once', () => {
    expect(preset('allAtOnce', [mail, phone])?.map((rule) => `${rule.contact} ${rule.after}`)).toEqual([
      'phone 0s',
      'mail 0s',
    ])
  })
})

describe('before saving', () => {
  const cautions = (rules: [string, string][], contacts: Reachable[]) =>
    cautionsOf(
      rules.map(([key, after]) => ({ contact: key, after })),
      contacts,
    )
  test('it is said when nothing, nothing in time, or one channel only would reach the person', () => {
    expect(cautions([], [mail])).toEqual(['none'])
    expect(cautions([['mail', '0s']], [{ ...mail, verified: false }])).toEqual(['unusable'])
    expect(cautions([['mail', '0s']], [mail])).toEqual(['oneChannel'])
    expect(
      cautions(
        [
          ['mail', '3m'],
          ['phone', '4m'],
        ],
        [mail, phone],
      ),
    ).toEqual(['late'])
    expect(
      cautions(
        [
          ['mail', '0s'],
          ['phone', '1m'],
        ],
        [mail, phone],
      ),
    ).toEqual([])
  })
})
