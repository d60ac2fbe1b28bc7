import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createI18n } from '../server/kernel/i18n.ts'
import { tokens } from '../server/testing/people.ts'
import { createWorld } from '../server/testing/world.ts'
import type { World } from '../server/testing/world.ts'
import { runCommand } from './run.ts'

let world: World
let superuser: pg.Client
let folder: string
beforeAll(async () => {
  world = await createWorld()
  superuser = new pg.Client({ connectionString: world.databaseUrl })
  await superuser.connect()
  folder = await mkdtemp(join(tmpdir(), 'pikett-verify-'))
})
afterAll(async () => {
  await superuser.end()
  await rm(folder, { recursive: true })
  await world.close()
})

async function pikett(args: string[], env: Record<string, string> = {}, language: 'de' | 'en' = 'en') {
  const said = { out: [] as string[], err: [] as string[] }
  const code = await runCommand(args, {
    env: { PIKETT_URL: world.app.url(), PIKETT_DATA_DIR: world.app.kernel.config.dataDir, ...env },
    t: createI18n().in(language),
    out: (text) => said.out.push(text),
    err: (text) => said.err.push(text),
    readInput: async () => Buffer.from(''),
    hasInput: false,
  })
  return { code, out: said.out.join('\n'), err: said.err.join('\n') }
}

const exported = async () => {
  const headers = { authorization: `Bearer ${tokens.alice}` }
  return (await fetch(`${world.app.url()}/api/v1/audit/export`, { headers })).text()
}

const file = async (text: string) => {
  const path = join(folder, 'audit.jsonl')
  await writeFile(path, text)
  return path
}

test('on the machine of the server every organization is verified, with the end to keep', async () => {
  const { code, out } = await pikett(['verify'])
  expect(code).toBe(0)
  expect(out).toMatch(
    /Nordlicht IT GmbH \(default\): \d+ entries, the audit log is whole\.\n {2}It ends with entry \d+, [0-9a-f]{64}/,
  )
  expect(out).toContain('Elsewhere Ltd (elsewhere)')
  expect((await pikett(['verify', '--organization', 'elsewhere'])).out).not.toContain('Nordlicht')
})

test('with an API key the own organization is verified, and who may not is told so', async () => {
  const mine = await pikett(['verify', '--token', tokens.charlie])
  expect(mine).toMatchObject({ code: 0, err: '' })
  expect(mine.out).not.toContain('Nordlicht')
  const refused = await pikett(['verify', '--token', tokens.bob])
  expect(refused.code).toBe(2)
  expect(refused.err).toContain('audit.read')
})

test('an end that was kept must still be in the log', async () => {
  const { out } = await pikett(['verify', '--token', tokens.alice])
  const kept = /[0-9a-f]{64}/.exec(out)![0]
  expect((await pikett(['verify', '--token', tokens.alice, '--expect', kept])).code).toBe(0)
  const other = await pikett(['verify', '--token', tokens.alice, '--expect', 'a'.repeat(64)])
  expect(other.code).toBe(1)
  expect(other.err).toContain('The end that you kept is not in the log')
  expect(await pikett(['verify', '--expect', kept])).toMatchObject({ code: 2 })
  expect(await pikett(['verify', '--expect', 'short'])).toMatchObject({ code: 2 })
})

test('an exported log is verified without a server, and what was done to it is named', async () => {
  const text = await exported()
  const lines = text.trimEnd().split('\n')
  const check = async (changed: readonly string[]) =>
    pikett(['verify', '--file', await file(`${changed.join('\n')}\n`)], { PIKETT_URL: 'http://127.0.0.1:9' })
  expect(await check(lines)).toMatchObject({ code: 0, err: '' })
  const cases: [string[], string][] = [
    [
      lines.map((line, index) => (index === 2 ? line.replace('"action":"', '"action":"x') : line)),
      'Entry 3 was changed',
    ],
    [lines.toSpliced(2, 1), 'Entry 3 is missing'],
    [lines.toSpliced(2, 2, lines[3]!, lines[2]!), 'Entry 3 is not the one'],
    [lines.toSpliced(2, 0, lines[1]!), 'Entry 2 was inserted later'],
    [lines.toSpliced(-2, 1), `entry ${lines.length - 1} and whatever followed it were cut off`],
    [lines.slice(0, 2), 'entry 3 and whatever followed it were cut off'],
  ]
  for (const [changed, words] of cases) {
    const said = await check(changed)
    expect(said).toMatchObject({ code: 1, out: '' })
    expect(said.err).toContain(words)
  }
})

test('a file that is no audit log, or not there, is told from a broken one', async () => {
  const broken = await pikett(['verify', '--file', await file('{"a": 1}\n')])
  expect(broken.code).toBe(2)
  expect(broken.err).toContain('audit.jsonl, line 1: this is no entry of an audit log')
  expect((await pikett(['verify', '--file', await file('nonsense')])).code).toBe(2)
  expect((await pikett(['verify', '--file', join(folder, 'none.jsonl')])).err).toContain('cannot be read')
})

test('a log that somebody changed in the database is named with its entry, in both languages', async () => {
  await superuser.query(`update audit_entries set data = '{}' where seq = 2 and org_id =
    (select id from organizations where key = 'elsewhere')`)
  const english = await pikett(['verify'])
  expect(english.code).toBe(1)
  expect(english.err).toMatch(/^Elsewhere Ltd \(elsewhere\): the audit log is not whole\. Entry 2 was changed/)
  expect(english.out).toContain('Nordlicht')
  expect((await pikett(['verify'], {}, 'de')).err).toMatch(/Eintrag 2 wurde nachträglich geändert/)
})

test('a server that is not there is told', async () => {
  expect((await pikett(['verify'], { PIKETT_URL: 'http://127.0.0.1:9' })).code).toBe(3)
})
