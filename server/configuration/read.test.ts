import { expect, test } from 'vitest'
import { Fault } from '../kernel/fault.ts'
import { computingMs } from '../testing/cpu.ts'
import { readForm } from './read.ts'
import { readFile } from './thread.ts'
import type { ConfigProblem } from './types.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function problemsOf(text: string | Uint8Array): ConfigProblem[] {
  const reading = readForm(typeof text === 'string' ? bytes(text) : text)
  return 'problems' in reading ? reading.problems : []
}

const lineOf = ({ line, column, message }: ConfigProblem) => `${line}:${column} ${message}`

test('an unknown key is an error at its own place, with the key that was probably meant', () => {
  const [problem, ...rest] = problemsOf('customers:\n  - key: acme\n    nmae: Acme\n    name: Acme\n')
  expect(rest).toEqual([])
  expect(lineOf(problem!)).toBe('3:5 "nmae" is not known here. Did you mean "name"?')
  expect(problem!.path).toBe('customers.0.nmae')
})

test.each([
  ['a missing name', 'customers:\n  - key: acme\n', '2:5 "name" is missing.'],
  ['a wrong type', 'customers:\n  - key: acme\n    name: [a]\n', '3:11 "name" must be text.'],
  ['a list that is none', 'customers: acme\n', '1:12 "customers" must be a list.'],
  [
    'a value that is not offered',
    'users:\n  - {key: a, name: A, email: a@b.test, role: onwer}\n',
    '2:46 "onwer" is not one of owner, admin, manager, responder, stakeholder. Did you mean "owner"?',
  ],
  [
    'an address that is none',
    'users:\n  - {key: a, name: A, email: ab.test}\n',
    '2:30 "ab.test" is not an e-mail address.',
  ],
  [
    'a duration that is none',
    'heartbeats:\n  - {key: a, every: 1 hour, source: s}\n',
    '2:21 "1 hour" is not a duration; write it like 90s, 5m, 1h30m or 1d',
  ],
  [
    'too many characters',
    `customers:\n  - {key: a, name: ${'x'.repeat(101)}}\n`,
    '2:20 "name" must have at most 100 characters.',
  ],
  ['a number out of bounds', 'organization: {name: A, rawEventDays: 0}\n', '1:39 "rawEventDays" must be at least 1.'],
  ['the same name twice', 'teams: []\nteams: []\n', '2:1 Map keys must be unique.'],
  ['an empty file', '', '1:1 The file is empty.'],
  ['NUL', 'customers: [{key: a, name: "a\\0b"}]\n', '1:28 A text cannot hold the character NUL.'],
  [
    'a list in an unclosed bracket',
    'users: [',
    '1:9 Flow sequence in block collection must be sufficiently indented and end with a ].',
  ],
  [
    'a tag of another language',
    'customers: !!js/function "x"\n',
    '1:12 Unresolved tag: tag:yaml.org,2002:js/function.',
  ],
])('%s is told in words with line and column', (_, text, expected) => {
  expect(problemsOf(text).map(lineOf)).toEqual([expected])
})

test('every mistake of a file is told at once', () => {
  const text = 'customers:\n  - {key: A, name: Acme}\nservices:\n  - {key: erp, nam: ERP}\n'
  expect(problemsOf(text).map(({ line }) => line)).toEqual([2, 4, 4])
})

test('JSON is read as well, with tabs and with places', () => {
  expect(problemsOf('{\n\t"customers": [\n\t\t{"key": "acme", "name": 7}]}').map(lineOf)).toEqual([
    '3:27 "name" must be text.',
  ])
})

test('a file that is not UTF-8 is refused', () => {
  expect(problemsOf(new Uint8Array([0x61, 0xff, 0xfe]))[0]!.message).toBe('The file is not UTF-8 text.')
})

test('aliases that would unfold to gigabytes are refused', () => {
  const levels = Array.from({ length: 12 }, (_, level) => {
    const inner = level === 0 ? 'x' : `*a${level - 1}`
    return `a${level}: &a${level} [${Array(10).fill(inner).join(', ')}]`
  })
  expect(problemsOf(levels.join('\n'))[0]!.message).toMatch(/too many aliases/)
})

test.each([
  ['brackets', '['.repeat(1_000_000)],
  ['dashes', `users: ${'- '.repeat(500_000)}`],
])('a file of nested %s is refused without a long look', (_, text) => {
  const took = computingMs(() => expect(problemsOf(text)[0]!.message).toBe('The file is nested too deeply.'))
  // The parser itself takes seconds for these; nothing is parsed before the depth is known.
  expect(took).toBeLessThan(1_500)
})

test('durations are brought to one way of writing, so that 60s in the file and 1m in the database are the same', () => {
  const reading = readForm(bytes('heartbeats: [{key: a, every: 3600s, grace: 60s, source: s}]'))
  expect(reading).toMatchObject({ file: { heartbeats: [{ every: '1h', grace: '1m' }] } })
})

test('a large file is read in a thread of its own, with the same result and the same places', async () => {
  const rows = Array.from({ length: 2_000 }, (_, index) => `  - {key: c${index}, name: Customer ${index}}`)
  const text = `customers:\n${rows.join('\n')}\n`
  expect(text.length).toBeGreaterThan(50_000)
  const read = await readFile(bytes(text))
  expect(read.file.customers).toHaveLength(2_000)
  const [place] = await read.place([{ path: ['customers', 1_999, 'name'], message: 'here' }])
  expect(place).toEqual({ path: 'customers.1999.name', message: 'here', line: 2_001, column: 24 })
  await expect(readFile(bytes(`${text}x: 1\n`))).rejects.toMatchObject({ code: 'invalid_config' })
})

test('a file of more than 2 MB is refused', async () => {
  const refused = readFile(new Uint8Array(2_000_001).fill(0x20))
  await expect(refused).rejects.toBeInstanceOf(Fault)
  await expect(refused).rejects.toMatchObject({ code: 'too_large' })
})
