import { expect, test } from 'vitest'
import type { MailRule } from '../../../../contract/intake/email.ts'
import { draftsOf, ruleOf, shownDrafts } from './mail-rules.ts'

const rules: MailRule[] = [
  { subject: 'failed', action: 'trigger', severity: 'error' },
  {
    subject: { contains: ['OK', 'recovered'], matches: String.raw`^\[(?<host>\S+)\]` },
    from: { matches: '@example' },
    body: { contains: ['a', 'b'] },
    action: 'resolve',
    dedupKey: '{{host}}',
    summary: '{{subject}}',
  },
]

test('what is shown of rules and saved unchanged is what was stored', () => {
  expect(draftsOf(rules).map(ruleOf)).toEqual(rules)
})

test('a condition without a text is not saved, and the line stays while it is being typed', () => {
  const [first] = draftsOf(rules)
  const typed = [{ ...first!, lines: [...first!.lines, { part: 'to' as const, kind: 'contains' as const, text: '' }] }]
  expect(typed.map(ruleOf)).toEqual([rules[0]])
  expect(shownDrafts(typed, [rules[0]!])).toBe(typed)
})

test('what was discarded is not shown any more', () => {
  const typed = draftsOf([{ ...rules[0]!, subject: 'other' }])
  expect(shownDrafts(typed, rules).map(ruleOf)).toEqual(rules)
})

test('several lines of one condition are alternatives, and a line of its own for the same part joins them', () => {
  const line = (text: string) => ({ part: 'subject' as const, kind: 'contains' as const, text })
  const draft = { id: 'x', lines: [line('a\n\nb'), line('c')], rest: { action: 'ignore' as const } }
  expect(ruleOf(draft)).toEqual({ subject: { contains: ['a', 'b', 'c'] }, action: 'ignore' })
})
