import type { RuleActions } from '../../contract/config/event-rule.ts'
import { targetParts } from '../../contract/config/escalation.ts'
import type { ItemByNoun, ListNoun, Path } from './types.ts'

/** A place in an item that names something else by its key. `text` is what stands there. */
export interface Reference {
  path: Path
  noun: ListNoun
  key: string
  text: string
}

const nounByTarget = { user: 'users', schedule: 'schedules', team: 'teams' } as const

/** A template finds what it names for each event. */
const fixed = (text: string | undefined) => (text?.includes('{{') ? undefined : text)

const ofRule = ({ escalationPolicy, customer, service, lookup }: RuleActions, path: Path): Reference[] => [
  ...one([...path, 'escalationPolicy'], 'escalationPolicies', fixed(escalationPolicy)),
  ...one([...path, 'customer'], 'customers', fixed(customer)),
  ...one([...path, 'service'], 'services', fixed(service)),
  ...one([...path, 'lookup', 'table'], 'lookupTables', lookup?.table),
]

type Finders = { [Noun in ListNoun]: (item: ItemByNoun[Noun]) => Reference[] }

const one = (path: Path, noun: ListNoun, key: string | undefined): Reference[] =>
  key === undefined ? [] : [{ path, noun, key, text: key }]

const many = (path: Path, noun: ListNoun, keys: readonly string[]): Reference[] =>
  keys.flatMap((key, index) => one([...path, index], noun, key))

const finders: Finders = {
  customers: () => [],
  apiKeys: () => [],
  users: () => [],
  services: ({ customer, dependsOn = [] }) => [
    ...one(['customer'], 'customers', customer),
    ...many(['dependsOn'], 'services', dependsOn),
  ],
  teams: ({ members }) => many(['members'], 'users', members),
  schedules: ({ team, customer, layers, overrides = [] }) => [
    ...one(['team'], 'teams', team),
    ...one(['customer'], 'customers', customer),
    ...layers.flatMap(({ users }, index) => many(['layers', index, 'users'], 'users', users)),
    ...overrides.flatMap(({ user }, index) => one(['overrides', index, 'user'], 'users', user)),
  ],
  escalationPolicies: ({ steps }) =>
    steps.flatMap(({ targets }, step) =>
      targets.map((text, index) => {
        const { kind, key } = targetParts(text)
        return { path: ['steps', step, 'targets', index], noun: nounByTarget[kind], key, text }
      }),
    ),
  lookupTables: () => [],
  sources: ({ escalationPolicy, customer, service, rules = [] }) => [
    ...one(['escalationPolicy'], 'escalationPolicies', escalationPolicy),
    ...one(['customer'], 'customers', customer),
    ...one(['service'], 'services', service),
    ...rules.flatMap(({ then }, index) => ofRule(then, ['rules', index, 'then'])),
  ],
  heartbeats: ({ source }) => one(['source'], 'sources', source),
  maintenanceWindows: ({ sources = [], services = [], customers = [] }) => [
    ...many(['sources'], 'sources', sources),
    ...many(['services'], 'services', services),
    ...many(['customers'], 'customers', customers),
  ],
}

/** Everything that an item of this list names. */
export function referencesOf<Noun extends ListNoun>(noun: Noun, item: ItemByNoun[Noun]): Reference[] {
  return finders[noun](item)
}
