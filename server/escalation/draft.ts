import { targetParts } from '../../contract/config/escalation.ts'
import type { EscalationPolicyConfig } from '../../contract/config/escalation.ts'
import type { FrozenPolicy } from '../../rules/escalation/policy.ts'
import type { Trx } from '../kernel/db/types.ts'
import { Fault } from '../kernel/fault.ts'
import { targetNames, unsavedPolicy } from './policies.ts'
import { policyIdsOf } from './store/policies.ts'

/** No policy has it: in the steps of one that is new nobody has had a turn. */
const nobodysId = '00000000-0000-0000-0000-000000000000'

/**
 * A policy as somebody is writing it, to look at what it would do. It counts the turns of the stored one of its key.
 * Throws invalid_request, naming the field, when it names something that does not exist.
 */
export async function draftedPolicy(trx: Trx, item: EscalationPolicyConfig): Promise<FrozenPolicy> {
  const names = await targetNames(trx)
  for (const [step, { targets }] of item.steps.entries()) {
    for (const [index, text] of targets.entries()) {
      const { kind, key } = targetParts(text)
      if (names.idByTarget.has(`${kind}:${key}`)) continue
      const path = `draft.steps.${step}.targets.${index}`
      throw new Fault('invalid_request', `${path}: there is no ${text}.`, [{ path, message: `there is no ${text}` }])
    }
  }
  const id = (await policyIdsOf(trx, [item.key])).get(item.key)
  return unsavedPolicy(id ?? nobodysId, item, names)
}
