import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plantOutside } from './planted.ts'

const HOUSE = join(import.meta.dirname, '..')
const long = (lines: number) => Array.from({ length: lines }, (_, n) => `  console.log(${n})`).join('\n')

/** Lines that must turn red, by file, with the rule that says so. */
const wrong: Record<string, [rule: string, text: string]> = {
  'rules/date-now.ts': ['no-restricted-globals', 'export const at = Date.now()'],
  'rules/new-date.ts': ['no-restricted-globals', 'export const at = new Date()'],
  'rules/random.ts': ['no-restricted-properties', 'export const chance = Math.random()'],
  'rules/temporal-now.ts': ['no-restricted-properties', 'export const at = Temporal.Now.instant()'],
  'rules/fetches.ts': ['no-restricted-globals', "export const answer = fetch('/')"],
  'rules/environment.ts': ['no-restricted-globals', 'export const zone = process.env.TZ'],
  'rules/waits.ts': ['no-restricted-globals', 'setTimeout(() => {}, 1)'],
  'rules/repeats.ts': ['no-restricted-globals', 'setInterval(() => {}, 1)'],
  'rules/measures.ts': ['no-restricted-globals', 'export const at = performance.now()'],
  'rules/encrypts.ts': ['no-restricted-globals', 'export const id = crypto.randomUUID()'],
  'rules/around.ts': ['no-restricted-properties', 'export const at = globalThis.Date.now()'],
  'contract/clock.ts': ['no-restricted-globals', 'export const at = Date.now()'],
  'server/alerts/now.ts': ['no-ambient-clock', 'export const at = Date.now()'],
  'server/alerts/new-date.ts': ['no-ambient-clock', 'export const at = new Date()'],
  'server/alerts/temporal.ts': ['no-ambient-clock', 'export const at = Temporal.Now.instant()'],
  'server/alerts/floating.ts': ['no-floating-promises', 'async function go() {}\nexport function start() {\n  go()\n}'],
  'server/alerts/misused.ts': [
    'no-misused-promises',
    'async function is() {\n  return true\n}\nexport const x = is() ? 1 : 2',
  ],
  'server/alerts/any.ts': ['no-explicit-any', 'export const x: any = 1'],
  'server/alerts/silenced.ts': ['no-silenced-check', '// oxlint' + '-disable-next-line\nexport const x = 1'],
  'server/alerts/later.ts': ['no-silenced-check', '// TO' + 'DO: later\nexport const x = 1'],
  'server/alerts/long.ts': ['max-lines', long(260)],
  'server/alerts/long-function.ts': ['max-lines-per-function', `export function go() {\n${long(50)}\n}`],
  'server/alerts/skipped.test.ts': ['no-disabled-tests', "import { test } from 'vitest'\ntest.skip('x', () => {})"],
}

const right: Record<string, string> = {
  'rules/pure.ts': 'export const later = (at: Temporal.Instant) => at.add({ minutes: 5 })',
  'server/alerts/converts.ts': 'export const toDate = (ms: number) => new Date(ms)',
  'server/kernel/clock.ts': 'export const now = () => Temporal.Now.instant()',
}

type Finding = { filename: string; code?: string }

describe('the lint rules', () => {
  const texts = Object.fromEntries(Object.entries(wrong).map(([path, [, text]]) => [path, `${text}\n`]))
  // The paths in the rules count from where the rules stand.
  const own = Object.fromEntries(
    ['.oxlintrc.json', 'house/lint-rules.ts'].map((path) => [path, readFileSync(join(HOUSE, path), 'utf8')]),
  )
  const planted = plantOutside({ ...texts, ...right, ...own })
  let findings: Finding[]
  beforeAll(async () => {
    const tool = join(HOUSE, 'node_modules/oxlint/bin/oxlint')
    const args = [tool, '--format', 'json', 'rules', 'contract', 'server']
    const run = promisify(execFile)(process.execPath, args, { cwd: planted.root, maxBuffer: 1 << 26 })
    const { stdout } = await run.catch((failed: { stdout: string }) => failed)
    findings = (JSON.parse(stdout) as { diagnostics: Finding[] }).diagnostics
  })
  afterAll(() => planted.remove())

  test.each(Object.entries(wrong))('%s turns red', (path, [rule]) => {
    const rules = findings.filter(({ filename }) => filename.endsWith(path)).map(({ code }) => code ?? '')
    expect(rules.some((code) => code.includes(`(${rule})`))).toBe(true)
  })

  test.each(Object.keys(right))('%s stays green', (path) => {
    expect(findings.filter(({ filename }) => filename.endsWith(path))).toEqual([])
  })
})
