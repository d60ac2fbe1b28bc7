import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import config, { levels } from './dependency-rules.ts'
import { readDependencies } from './dependencies.ts'
import type { DependencyReport } from './dependencies.ts'
import { plantInside } from './planted.ts'

const value = 'export const one = 1\n'
const use = (path: string) => `import { one } from '${path}'\nexport const two = one\n`

/** Files that the violations need, none of them wrong. */
const sound: Record<string, string> = {
  'contract/alert.ts': `import { z } from 'zod'\nexport const one = z.string()\nexport type One = z.infer<typeof one>\n`,
  'rules/fine.ts': value,
  'rules/typed.ts': `import type { One } from '../contract/alert.ts'\nimport { one } from './fine.ts'\nexport const two: One = String(one)\n`,
  'messages/fine.ts': value,
  'cli/main.ts': value,
  'web/src/fine.ts': value,
  'server/app.ts': value,
  'server/kernel/db.ts': value,
  'server/kernel/clock.ts': value,
  'server/testing/world.ts': value,
  'server/alerts/index.ts': use('./actions.ts'),
  'server/alerts/actions.ts': use('./store.ts'),
  'server/alerts/store.ts': use('../kernel/db.ts'),
  'server/alerts/types.ts': value,
  'server/escalation/index.ts': use('../alerts/index.ts'),
}

/** The file that breaks the rule, by rule. Every rule must stand here. */
const violations: Record<string, Record<string, string>> = {
  'contract-imports-zod-only': { 'contract/wrong.ts': use('../rules/fine.ts') },
  'rules-import-rules': { 'rules/wrong.ts': use('../server/kernel/clock.ts') },
  'rules-know-contract-types-only': { 'rules/parses.ts': use('../contract/alert.ts') },
  'messages-stand-alone': { 'messages/wrong.ts': use('../rules/fine.ts') },
  'kernel-knows-no-slice': { 'server/kernel/wrong.ts': use('../alerts/index.ts') },
  'slices-use-the-door': { 'server/escalation/actions.ts': use('../alerts/actions.ts') },
  'nobody-imports-the-root': { 'server/alerts/deadlines.ts': use('../app.ts') },
  'stores-contain-sql-only': { 'server/notifications/store.ts': use('../../rules/fine.ts') },
  'stores-know-no-other-slice': {
    'server/incidents/store.ts': `import type { One } from '../alerts/index.ts'\nexport type Two = One\n`,
  },
  'routes-hold-no-sql': { 'server/alerts/routes.ts': use('./store.ts') },
  'routes-decide-nothing': { 'server/escalation/routes.ts': use('../../rules/fine.ts') },
  'web-never-imports-server': { 'web/src/wrong.ts': use('../../server/kernel/clock.ts') },
  'nobody-imports-web': { 'cli/wrong.ts': use('../web/src/fine.ts') },
  'no-test-code-in-product': { 'server/alerts/present.ts': use('../testing/world.ts') },
  'no-development-package-at-run-time': {
    'server/alerts/policy.ts': `import * as check from 'fast-check'\nexport default check\n`,
  },
  'packages-are-declared': { 'server/alerts/came-along.ts': `import * as acorn from 'acorn'\nexport default acorn\n` },
  'imports-resolve': { 'server/alerts/nothing.ts': use('./gone.ts') },
  'no-cycles': { 'rules/circle/a.ts': use('./b.ts'), 'rules/circle/b.ts': use('./a.ts') },
  ...Object.fromEntries(
    levels.slice(0, -1).map(([low], level) => {
      const above = levels[level + 1]?.[0] ?? ''
      return [
        `slices-stack-${level + 1}`,
        { [`server/${above}/index.ts`]: value, [`server/${low}/upward.ts`]: use(`../${above}/index.ts`) },
      ]
    }),
  ),
}

describe('the dependency rules', () => {
  const planted = plantInside({ ...Object.assign({}, ...Object.values(violations)), ...sound } as Record<
    string,
    string
  >)
  let report: DependencyReport
  beforeAll(async () => {
    report = await readDependencies(planted.root)
  })
  afterAll(() => planted.remove())

  test('are each broken by a planted file, so that none can go quiet', () => {
    expect(config.forbidden.map(({ name }) => name).toSorted()).toEqual(Object.keys(violations).toSorted())
  })

  test.each(Object.entries(violations))('%s turns red for the file that breaks it, and says why', (rule, files) => {
    const found = report.violations.filter(({ from }) => Object.hasOwn(files, from))
    expect([...new Set(found.map((violation) => violation.rule))]).toEqual([rule])
    expect(found[0]?.why.length).toBeGreaterThan(30)
  })

  test('let everything else pass', () => {
    expect(report.violations.filter(({ from }) => Object.hasOwn(sound, from))).toEqual([])
  })

  test('judge every file: a reader that sees none would find all in order', () => {
    expect(report.modules).toBe(report.files)
    expect(report.files).toBeGreaterThan(Object.keys(sound).length)
  })
})

test('every source file of this house is read by the dependency rules', async () => {
  const { modules, files } = await readDependencies()
  expect(files).toBeGreaterThan(50)
  expect(modules).toBe(files)
})
