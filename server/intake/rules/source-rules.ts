import type { EventRule } from '../../../contract/config/event-rule.ts'
import { findOrganization } from '../../identity/index.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { TableCache } from '../tables/cache.ts'
import type { LookupTable } from '../tables/table.ts'
import { ruleProblems } from './check.ts'

/** What conditions and templates see of the source; what it does not name is "". */
export interface SourceFacts {
  key: string
  name: string
  type: string
  customer: string
  service: string
  escalationPolicy: string
}

/** The event rules of a source with everything that they need to know. */
export interface SourceRules {
  list: readonly EventRule[]
  source: SourceFacts
  /** Of the organization: what hour and weekday are told in. */
  timeZone: string
  tables: ReadonlyMap<string, LookupTable>
  /** Some rule may keep an alert from paging. */
  mayHold: boolean
}

/** A source as it is read, with the keys of what it names. */
export interface RuledSource {
  key: string
  name: string
  type: string
  customer: string | null
  service: string | null
  escalationPolicy: string | null
}

/** Makes rules ready: reads what they look up, unless this node has it already. `undefined` when there are none. */
export async function readyRules(
  trx: Trx,
  tables: TableCache,
  source: RuledSource,
  list: readonly EventRule[],
): Promise<SourceRules | undefined> {
  if (list.length === 0) return undefined
  // Compiled now, so that no event has to wait for it.
  ruleProblems(list)
  const { timezone } = await findOrganization(trx)
  const { key, name, type, customer, service, escalationPolicy } = source
  const facts = { customer: customer ?? '', service: service ?? '', escalationPolicy: escalationPolicy ?? '' }
  return {
    list,
    source: { key, name, type, ...facts },
    timeZone: timezone,
    tables: await tables.find(trx, tableNames(list)),
    mayHold: list.some(({ then }) => then.suppress ?? then.delay ?? then.threshold),
  }
}

const named = /\blookup\s*(?:\.\s*([a-z0-9_]+)|\[\s*["']([^"']{1,64})["']\s*\])/gi

/** The tables that rules name: in their look-ups, and as `lookup.hosts` or `lookup["hosts"]` in CEL. */
export function tableNames(rules: readonly EventRule[]): string[] {
  const names = rules.flatMap(({ if: condition = '', then: { lookup } }) => [
    ...(lookup ? [lookup.table] : []),
    ...[...`${condition} ${lookup?.key ?? ''}`.matchAll(named)].map(([, dotted, quoted]) => (dotted ?? quoted)!),
  ])
  return [...new Set(names)]
}
