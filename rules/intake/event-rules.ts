import type { EventRule } from '../../contract/config/event-rule.ts'
import type { AlertEvent } from '../../contract/intake/event.ts'
import { act } from './rule-actions.ts'
import type { RuleJudge, RuleStep, Ruling } from './ruling.ts'

/**
 * Applies the rules of a source to an event, in their order; each sees what those before have changed, and the last word counts.
 * A rule that cannot be evaluated is false, an action that cannot be carried out changes nothing, and both are told.
 *
 * A drop and what keeps an alert from paging concern triggers only. Acknowledge and resolve go the same way otherwise, so that
 * a rule that changes the key of a trigger changes that of its answers as well; and they are never dropped, so that an alert
 * that is open can be closed.
 */
export function applyRules(rules: readonly EventRule[], event: AlertEvent, judge: RuleJudge): Ruling {
  const ruling: Ruling = { event, chosen: {}, steps: [] }
  if (event.action === 'ignore') return ruling
  for (const rule of rules) {
    const step: RuleStep = { rule: rule.name, matched: true, did: [], failures: [] }
    ruling.steps.push(step)
    if (rule.if !== undefined) {
      const { holds, failure } = judge.holds(rule.if, ruling)
      step.matched = holds && failure === undefined
      if (failure !== undefined) step.failures.push(failure)
    }
    if (!step.matched) continue
    const isAnswer = event.action === 'acknowledge' || event.action === 'resolve'
    if (rule.then.drop) {
      // The rule would have ended a trigger here; to an answer it does nothing, not even end the rules.
      if (isAnswer) continue
      step.did.push({ action: 'drop', value: '' })
      ruling.event = { ...ruling.event, action: 'ignore', reason: 'dropped_by_rule' }
      ruling.droppedBy = rule.name
      return ruling
    }
    act(rule, { ruling, step, judge })
    if (event.action === 'trigger') hold(rule, ruling, step)
    if (rule.stop) break
  }
  return ruling
}

function hold({ name, then }: EventRule, ruling: Ruling, step: RuleStep): void {
  if (then.suppress) {
    ruling.wait = { kind: 'suppressed', rule: name }
    step.did.push({ action: 'suppress', value: '' })
  } else if (then.delay !== undefined) {
    ruling.wait = { kind: 'delay', rule: name, delay: then.delay }
    step.did.push({ action: 'delay', value: then.delay })
  } else if (then.threshold !== undefined) {
    const { count, within } = then.threshold
    ruling.wait = { kind: 'threshold', rule: name, count, within }
    step.did.push({ action: 'threshold', value: `${count} in ${within}` })
  }
}
