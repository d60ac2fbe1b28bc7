import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listNouns } from '../server/configuration/types.ts'
import { createI18n } from '../server/kernel/i18n.ts'
import { tokens } from '../server/testing/people.ts'
import { createWorld } from '../server/testing/world.ts'
import type { World } from '../server/testing/world.ts'
import { runCommand } from './run.ts'

let world: World
let folder: string
beforeAll(async () => {
  world = await createWorld()
  folder = await mkdtemp(join(tmpdir(), 'pikett-cli-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await world.close()
})

interface Call {
  language?: 'de' | 'en'
  env?: Record<string, string>
  input?: string
}

async function pikett(args: string[], { language = 'en', env, input = '' }: Call = {}) {
  const said = { out: [] as string[], err: [] as string[] }
  const code = await runCommand(args, {
    env: env ?? { PIKETT_URL: world.app.url(), PIKETT_TOKEN: tokens.alice },
    t: createI18n().in(language),
    out: (text) => said.out.push(text),
    err: (text) => said.err.push(text),
    readInput: async () => Buffer.from(input),
    hasInput: input !== '',
  })
  return { code, out: said.out.join('\n'), err: said.err.join('\n') }
}

async function file(text: string): Promise<string> {
  const path = join(folder, 'pikett.yaml')
  await writeFile(path, text)
  return path
}

const customers = 'customers:\n  - {key: acme, name: Acme AG}\n  - {key: globex, name: Globex}\n'

test('a dry run shows the difference and changes nothing, then the file is applied, then nothing is left to do', async () => {
  const path = await file(customers)
  const difference = '~ customer acme: name\n+ customer globex\n'
  expect(await pikett(['apply', path, '--dry-run'])).toEqual({
    code: 0,
    out: `${difference}2 changes would be applied; nothing was changed.`,
    err: '',
  })
  expect((await pikett(['apply', path])).out).toBe(`${difference}2 changes applied.`)
  expect((await pikett(['apply', path])).out).toBe('Nothing to change.')
  expect((await pikett(['apply', '-'], { input: 'customers: [{key: acme, name: Acme AG}]' })).out).toBe(
    '- customer globex\n1 change applied.',
  )
})

test('what is piped in needs no name', async () => {
  const said = await pikett(['apply', '--dry-run'], { input: 'customers: [{key: acme, name: Acme Neu}]' })
  expect(said).toMatchObject({ code: 0, err: '' })
  expect(said.out).toContain('customer acme: name')
})

test('a mistake is told as file:line:column, with the exit code 1', async () => {
  const path = await file('customers:\n  - {key: acme, nam: Acme}\nteams:\n  - {key: t, name: T, members: [alcie]}\n')
  const refused = await pikett(['apply', path])
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.err).toBe(
    `${path}:2:5: "name" is missing.\n${path}:2:17: "nam" is not known here. Did you mean "name"?\nNothing was changed.`,
  )
})

test('what is exported can be applied again', async () => {
  const exported = await pikett(['export'])
  expect(exported).toMatchObject({ code: 0, err: '' })
  expect(exported.out).toContain('name: Nordlicht IT GmbH')
  expect((await pikett(['apply', '-'], { input: exported.out })).out).toBe('Nothing to change.')
})

test('every kind of entry of a file has its word, in German and in English', () => {
  const i18n = createI18n()
  for (const noun of ['organization', 'providers', ...listNouns])
    for (const language of ['en', 'de'] as const) expect(i18n.in(language)(`cli:noun.${noun}`)).not.toBe('')
})

test('on the machine of the server no token is needed', async () => {
  const env = { PIKETT_URL: world.app.url(), PIKETT_DATA_DIR: world.app.kernel.config.dataDir }
  expect((await pikett(['export'], { env })).out).toContain('Nordlicht')
  expect((await pikett(['export', '--organization', 'elsewhere'], { env })).out).toContain('Elsewhere')
})

test('without a token, or with a wrong one, it says where to get one', async () => {
  const env = { PIKETT_URL: world.app.url(), PIKETT_DATA_DIR: folder }
  const refused = await pikett(['export'], { env })
  expect(refused.code).toBe(1)
  expect(refused.err).toContain('Give an API key with --token or PIKETT_TOKEN')
})

test('a server that is not there is told, with the exit code 3', async () => {
  const refused = await pikett(['export', '--url', 'http://127.0.0.1:9'])
  expect(refused.code).toBe(3)
  expect(refused.err).toMatch(/^Pikett cannot be reached: .+ Is it running, and is --url right\?$/)
})

test('a file that is not there is told', async () => {
  const refused = await pikett(['apply', join(folder, 'none.yaml')])
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(/none\.yaml cannot be read: ENOENT/)
})

test.each([
  [['aply'], 'There is no command "aply". "pikett help" lists them all.'],
  [['apply'], 'Name one file, or "-" for standard input.'],
  [['apply', 'a', 'b'], 'Name one file, or "-" for standard input.'],
  [['export', '--fast'], "Unknown option '--fast'"],
  [['help', 'aply'], 'There is no command "aply"'],
])('called as %j it says what is wrong, with the exit code 2', async (args, words) => {
  const refused = await pikett(args)
  expect(refused.code).toBe(2)
  expect(refused.err).toContain(words)
})

test('every command explains itself, in German and in English', async () => {
  for (const name of ['start', 'apply', 'export', 'simulate', 'verify', 'version']) {
    const english = await pikett(['help', name])
    const german = await pikett(['help', name], { language: 'de' })
    expect(english.out).toMatch(new RegExp(`^Usage: pikett ${name}`))
    expect(german.out).toMatch(new RegExp(`^Aufruf: pikett ${name}`))
    expect((await pikett(['help'])).out).toContain(`  ${name} `)
  }
  expect((await pikett(['apply', '--help'])).out).toBe((await pikett(['help', 'apply'])).out)
})

test('version is the one of the package', async () => {
  const { version } = JSON.parse(await readFile(join(import.meta.dirname, '../package.json'), 'utf8')) as {
    version: string
  }
  expect((await pikett(['version'])).out).toBe(version)
})
