// Who may import whom (docs/architecture of the house). Each rule says why; dependencies.test.ts plants a violation of
// each one and expects exactly that rule to turn red.

/** Slices from the ground up: a slice imports from its own level or below. What must call up raises an event instead. */
export const levels: string[][] = [
  ['identity', 'audit', 'customers', 'services', 'timeline', 'keys'],
  ['oncall', 'notifications'],
  ['alerts'],
  ['holds'],
  ['maintenance', 'dependencies', 'groups'],
  ['escalation', 'incidents'],
  [
    'intake',
    'opsgenie',
    'heartbeats',
    'hotline',
    'sla',
    'statuspages',
    'tickets',
    'chat',
    'postmortems',
    'knowledge',
    'risks',
  ],
  ['simulation', 'retention', 'readiness', 'watch', 'sandbox', 'portal', 'drills', 'reports'],
]

const TEST =
  '(\\.test\\.tsx?|\\.e2e\\.ts)$|^(server/testing|web/testing|e2e|bench|faults|house)/|^vitest\\.config\\.ts$'
const TYPE_ONLY = ['type-only']
const product = (path: string) => ({ path, pathNot: TEST })

const stackRules = levels.slice(0, -1).map((slices, level) => ({
  name: `slices-stack-${level + 1}`,
  severity: 'error',
  comment: `${slices.join(', ')} may not import what stands on them: raise an event (kernel/events.ts) that the higher slice subscribes to, so that each slice can be read without those above it`,
  from: product(`^server/(${slices.join('|')})/`),
  to: {
    path: '^server/[^/]+/',
    pathNot: `^server/(kernel|testing|${levels
      .slice(0, level + 1)
      .flat()
      .join('|')})/`,
  },
}))

export default {
  forbidden: [
    {
      name: 'contract-imports-zod-only',
      severity: 'error',
      comment: 'the contract is what server, browser and CLI share: whatever it imports, all three must carry',
      from: product('^contract/'),
      to: { pathNot: '^contract/|node_modules/zod/', couldNotResolve: false },
    },
    {
      name: 'rules-import-rules',
      severity: 'error',
      comment:
        'rules run in the server, in the browser and in the simulator: they know plain data and other rules, nothing else but the arithmetic of recurrence rules, which is as pure as they are',
      from: product('^rules/'),
      to: { pathNot: '^(rules|contract)/|node_modules/rrule-temporal/', couldNotResolve: false },
    },
    {
      name: 'rules-know-contract-types-only',
      severity: 'error',
      comment: 'a rule takes data that is already valid: parsing belongs to whoever calls it',
      from: product('^rules/'),
      to: { path: '^contract/', dependencyTypesNot: TYPE_ONLY },
    },
    {
      name: 'messages-stand-alone',
      severity: 'error',
      comment: 'the catalogue is shared by e-mails, console and status pages: it is data',
      from: product('^messages/'),
      to: { pathNot: '^messages/', couldNotResolve: false },
    },
    {
      name: 'kernel-knows-no-slice',
      severity: 'error',
      comment: 'the kernel is what every slice stands on: if it knows one, nothing can be read alone any more',
      from: product('^server/kernel/'),
      to: { path: '^server/', pathNot: '^server/kernel/' },
    },
    {
      name: 'slices-use-the-door',
      severity: 'error',
      comment: 'slices talk through index.ts, so that what is behind it can change',
      from: { path: '^server/([^/]+)/', pathNot: `^server/kernel/|${TEST}` },
      to: { path: '^server/[^/]+/', pathNot: '^server/(kernel|testing|$1)/|^server/[^/]+/index\\.ts$' },
    },
    ...stackRules,
    {
      name: 'nobody-imports-the-root',
      severity: 'error',
      comment: 'app.ts wires the slices together: a slice that imports it closes the circle',
      from: product('^server/[^/]+/'),
      to: { path: '^server/[^/]+\\.ts$' },
    },
    {
      name: 'stores-contain-sql-only',
      severity: 'error',
      comment:
        'a store reads and writes its own tables: own types, kernel/db and Kysely; decisions are made in actions by rules',
      from: product('^server/(?!kernel/)([^/]+)/store(\\.ts|/)'),
      to: {
        pathNot: '^server/$1/(types\\.ts|store/|types/)|^server/kernel/(db|ids)(\\.ts|/)|node_modules/(kysely|pg)/',
        dependencyTypesNot: TYPE_ONLY,
        couldNotResolve: false,
      },
    },
    {
      name: 'stores-know-no-other-slice',
      severity: 'error',
      comment:
        'a store that knows another slice, even by type, writes statements on the other one’s tables sooner or later',
      from: product('^server/(?!kernel/)([^/]+)/store(\\.ts|/)'),
      to: { path: '^server/[^/]+/', pathNot: '^server/($1|kernel)/' },
    },
    {
      name: 'routes-hold-no-sql',
      severity: 'error',
      comment: 'a route parses, authorizes, acts and presents: reading and writing is the work of its actions',
      from: product('^server/([^/]+)/routes(\\.ts|/)'),
      to: {
        path: '^server/$1/(store|deadlines)|^server/kernel/db(\\.ts|/)|node_modules/(kysely|pg)/',
        dependencyTypesNot: TYPE_ONLY,
      },
    },
    {
      name: 'routes-decide-nothing',
      severity: 'error',
      comment:
        'decisions are made by actions with rules: a decision in a route is missing in the CLI, in deadlines and in tests',
      from: product('^server/[^/]+/routes(\\.ts|/)'),
      to: { path: '^rules/', dependencyTypesNot: TYPE_ONLY },
    },
    {
      name: 'web-never-imports-server',
      severity: 'error',
      comment:
        'the browser knows the contract and the rules; server code in its bundle would be slow at best and a leak at worst',
      from: { path: '^web/' },
      to: { path: '^(server|cli|migrations|bin)/' },
    },
    {
      name: 'nobody-imports-web',
      severity: 'error',
      comment: 'the console is one client of the public API among others',
      from: product('^(contract|rules|server|cli|messages)/'),
      to: { path: '^web/' },
    },
    {
      name: 'no-test-code-in-product',
      severity: 'error',
      comment: 'fakes and fixtures must not be able to run in production',
      from: product('^(contract|rules|messages|server|web|cli)/'),
      to: { path: `${TEST}|/fixtures/` },
    },
    {
      name: 'no-development-package-at-run-time',
      severity: 'error',
      comment: 'an installation carries "dependencies" only: what the server needs must be named there',
      from: product('^(contract|rules|messages|server|cli)/'),
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: TYPE_ONLY },
    },
    {
      name: 'packages-are-declared',
      severity: 'error',
      comment: 'a package that came along with another one is gone when that one changes its mind',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], couldNotResolve: false },
    },
    {
      name: 'imports-resolve',
      severity: 'error',
      comment: 'what the tool cannot find it cannot judge',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'files that import each other in a circle are one file that nobody can read in parts',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/|node_modules/.*/node_modules|\\.generated\\.ts$' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
