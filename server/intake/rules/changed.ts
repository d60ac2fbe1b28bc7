import type { EventRule } from '../../../contract/config/event-rule.ts'
import { releaseForRules } from '../../holds/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { differingFields } from '../../kernel/sync.ts'
import { forgetRules } from '../store/rules.ts'

/**
 * After the rules of a source were changed: what rules did that are not the same any more is forgotten, and alerts that are held
 * by a rule that no longer holds anything for that reason page now.
 */
export async function settleChangedRules(
  work: Work,
  sourceId: string,
  before: readonly EventRule[],
  after: readonly EventRule[],
): Promise<void> {
  const isSame = (one: EventRule, other: EventRule) => differingFields(one, other).length === 0
  const changed = before.filter((rule) => !after.some((one) => isSame(rule, one)))
  if (changed.length === 0) return
  await forgetRules(
    work.trx,
    sourceId,
    changed.map((rule) => rule.name),
  )
  const holding = new Set(after.flatMap(({ name, then }) => (actionOf(then) ? [`${actionOf(then)} ${name}`] : [])))
  await releaseForRules(work, sourceId, (reason, rule) => holding.has(`${reason} ${rule}`))
}

function actionOf({ suppress, delay, threshold }: EventRule['then']): string | undefined {
  if (suppress) return 'suppressed'
  if (delay !== undefined) return 'delay'
  return threshold && 'threshold'
}
