import { expect, test } from 'vitest'
import { z } from 'zod'
import { issueWords } from './issue-words.ts'

const wordsOf = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error!.issues.map((issue) => `${issue.path.join('.')}: ${issueWords(issue)}`)

test('what the library says is put into words that say what to write', () => {
  const body = z.strictObject({
    step: z.int().max(20),
    ids: z.array(z.string()).min(1).max(2),
    note: z.string().max(5),
    until: z.iso.datetime(),
    mode: z.enum(['window', 'open']),
    mail: z.email(),
    again: z.boolean(),
  })
  const wrong = { step: 'two', ids: [], note: 'too long', until: 'tomorrow', mode: 'shut', mail: 'ann', agian: true }
  expect(wordsOf(body, wrong)).toEqual([
    'step: must be a number',
    'ids: must have at least 1 entry',
    'note: must have at most 5 characters',
    'until: must be an instant such as 2026-12-24T18:00:00Z',
    'mode: must be one of window, open',
    'mail: must be an e-mail address',
    'again: is missing',
    ': "agian" is not known here',
  ])
  expect(
    wordsOf(z.object({ step: z.int().max(20), ids: z.array(z.string()).max(1) }), { step: 21, ids: ['a', 'b'] }),
  ).toEqual(['step: must be at most 20', 'ids: must have at most 1 entry'])
})

test('what a schema of ours says itself stays', () => {
  const schema = z.object({ password: z.string().min(8, 'a password has at least 8 characters') })
  expect(wordsOf(schema, { password: 'short' })).toEqual(['password: a password has at least 8 characters'])
})
