import type { EventRule } from '../../../contract/config/event-rule.ts'
import type { RuleView } from '../../../contract/event-rules.ts'
import type { Trx } from '../../kernel/db/types.ts'
import { listCounts } from '../store/rules.ts'

/** The rules of a source with what they did. */
export async function presentRules(trx: Trx, sourceId: string, rules: readonly EventRule[]): Promise<RuleView[]> {
  if (rules.length === 0) return []
  const counts = new Map((await listCounts(trx, sourceId)).map((row) => [row.rule, row]))
  return rules.map((rule) => {
    const known = counts.get(rule.name)
    return {
      ...rule,
      matches: Number(known?.matches ?? 0),
      lastMatchAt: known?.lastMatchAt?.toString() ?? null,
      failures: Number(known?.failures ?? 0),
      lastFailureAt: known?.lastFailureAt?.toString() ?? null,
      lastFailure: known?.lastFailure ?? null,
    }
  })
}
