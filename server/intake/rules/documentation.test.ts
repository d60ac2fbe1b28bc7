import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { eventRules } from '../../../contract/config/event-rule.ts'
import { ruleProblems } from './check.ts'

test('every example of the documentation is a rule that can be read', async () => {
  const page = await readFile('docs/event-rules.md', 'utf8')
  const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, text]) => parse(text!) as unknown)
  const lists = blocks.map((block) => {
    if (Array.isArray(block)) return block
    const { sources, rules } = block as { sources?: { rules: unknown[] }[]; rules?: unknown[] }
    return rules ?? sources![0]!.rules
  })
  expect(lists.map((list) => list.length)).toEqual([2, 1, 10])
  for (const list of lists) expect(ruleProblems(eventRules.parse(list))).toEqual([])
})

test('what cannot be read is told with its place', () => {
  const rules = eventRules.parse([
    { name: 'fine', then: { drop: true } },
    {
      name: 'broken',
      if: 'a ==',
      then: { summary: '{{>file}}', tags: ['ok', '{{#open}}'], fields: { a: '{{=x y=}}' }, dedupKey: 'plain > text' },
    },
    { name: 'names', if: 'host == "db-1"', then: { drop: true } },
    { name: 'types', if: 'type(raw.value) == int', then: { drop: true } },
    { name: 'keys', then: { lookup: { table: 'x', key: '(', set: { customer: 'c' } } } },
  ])
  expect(ruleProblems(rules).map(({ path }) => path.join('.'))).toEqual([
    'rules.1.if',
    'rules.1.then.summary',
    'rules.1.then.tags.1',
    'rules.1.then.fields.a',
    'rules.2.if',
    'rules.4.then.lookup.key',
  ])
})

test.each([
  [{ name: 'x', then: {} }, 'the rule does nothing'],
  [{ name: 'x', then: { drop: true, suppress: true } }, 'only one of drop, suppress, delay and threshold'],
  [{ name: 'x', then: { customer: 'Acme GmbH' } }, 'not a key'],
  [{ name: 'x', then: { lookup: { table: 'a', key: 'b', set: {} } } }, 'say what the row sets'],
  [{ name: 'x', then: { delay: '2 minutes' } }, 'is not a duration'],
  [{ name: 'x', if: ' ', then: { drop: true } }, 'write a condition in CEL'],
])('%j is refused', (rule, words) => {
  const result = eventRules.safeParse([rule])
  expect(result.error?.issues.map((issue) => issue.message).join()).toContain(words)
})

test('two rules of one name are refused: counts and holds go by the name', () => {
  const rule = { name: 'x', then: { drop: true } }
  expect(eventRules.safeParse([rule, rule]).error?.issues[0]).toMatchObject({ path: [1, 'name'] })
})
