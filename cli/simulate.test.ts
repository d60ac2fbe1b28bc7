import { afterAll, beforeAll, expect, test } from 'vitest'
import { createI18n } from '../server/kernel/i18n.ts'
import type { ConfigInput } from '../server/testing/people.ts'
import { tokens } from '../server/testing/people.ts'
import { createWorld } from '../server/testing/world.ts'
import type { World } from '../server/testing/world.ts'
import { runCommand } from './run.ts'

let world: World
beforeAll(async () => {
  // Nobody at all can be reached along `deaf`: not even the fallback.
  world = await createWorld({
    change: (config: ConfigInput) => ({
      ...config,
      organization: { ...config.organization!, fallback: 'eva' },
      users: [...config.users!, { key: 'eva', name: 'Eva', email: 'eva@example.test' }],
      escalationPolicies: [...config.escalationPolicies!, { key: 'deaf', steps: [{ targets: ['user:eva'] }] }],
    }),
  })
})
afterAll(() => world.close())

async function simulate(args: string[], language: 'de' | 'en' = 'en') {
  const said = { out: [] as string[], err: [] as string[] }
  const code = await runCommand(['simulate', ...args], {
    env: { PIKETT_URL: world.app.url(), PIKETT_TOKEN: tokens.bob },
    t: createI18n().in(language),
    out: (text) => said.out.push(text),
    err: (text) => said.err.push(text),
    readInput: async () => Buffer.from(''),
    hasInput: false,
  })
  return { code, out: said.out.join('\n'), err: said.err.join('\n') }
}

test('tells when, what, who, where and why, in the time of the organization, with the exit code 0', async () => {
  const { code, out } = await simulate(['--policy', 'default', '--at', '2026-12-24T03:00', '--answer', 'bob@6m'])
  expect(code).toBe(0)
  expect(out).toContain('Simulation along "default", high priority. Times of Europe/Berlin.')
  expect(out).toMatch(
    /^2026-12-24 03:00:00 \+01:00 {2}\+0s +Page 1 +Alice Anders +webhook 127\.0\.0\.1\S* +on call in /m,
  )
  expect(out).toMatch(/^2026-12-24 03:06:00 \+01:00 {2}\+6m +Acknowledged +Bob Beispiel$/m)
  expect(out).toContain('First message: 2026-12-24 03:00:00 +01:00 to Alice Anders.')
  expect(out).toContain('Not considered:\n- No source was named')
})

test('speaks German', async () => {
  const { out } = await simulate(['--policy', 'default', '--unanswered', 'alice, bob', '--priority', 'low'], 'de')
  expect(out).toContain('niedrige Priorität')
  expect(out).toContain('wartet auf eine Antwort und eskaliert nicht')
})

test('where nobody is reached it says why, with the exit code 1', async () => {
  const { code, out } = await simulate(['--policy', 'deaf'])
  expect(code).toBe(1)
  expect(out).toContain('Nobody is reached.')
  expect(out).toContain('Never reached: Eva (has no contact).')
})

test('--json is the answer of the API', async () => {
  const { out } = await simulate(['--policy', 'default', '--unanswered', 'all', '--json'])
  expect(JSON.parse(out)).toMatchObject({ policy: { key: 'default' }, summary: { firstPerson: { key: 'alice' } } })
})

test.each([
  [[], 'Say along which policy'],
  [['--policy', 'none'], 'there is nothing with the key "none"'],
  [['--policy', 'default', '--answer', 'bob'], 'Write --answer like bob@12m'],
  [['--policy', 'default', '--answer', 'bob@1m', '--unanswered', 'all'], 'not both'],
  [['--policy', 'default', 'now'], 'This command takes options only.'],
])('called as %j it says what is wrong, with the exit code 2: nothing was simulated', async (args, words) => {
  const { code, err } = await simulate(args)
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(words) })
})
