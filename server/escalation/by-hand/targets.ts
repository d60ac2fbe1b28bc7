import { distinct } from '../../../rules/escalation/advance.ts'
import type { Responder } from '../../../rules/escalation/advance.ts'
import { chainByHand, stepByHand, stepsOfNamed } from '../../../rules/escalation/by-hand.ts'
import type { FrozenPolicy, Step } from '../../../rules/escalation/policy.ts'
import { isUuid } from '../../alerts/index.ts'
import type { Alert, Assignee } from '../../alerts/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import { policiesToFreeze } from '../actions.ts'
import { loadCoverage } from '../coverage.ts'
import { findTarget } from '../store/targets.ts'

/** Whom a person named, such as `user:bob`. */
export interface Chosen {
  text: string
  assignee: Assignee
  /** `schedule:primary/all`. */
  everybody: boolean
}

/** What a target means now. Throws unknown_target. */
export async function choose(work: Work, text: string): Promise<Chosen> {
  const [kind, rest] = text.split(':', 2) as [Assignee['kind'], string]
  const [name, all] = rest.split('/', 2) as [string, string | undefined]
  const found = await findTarget(work.trx, kind, name, isUuid(name))
  if (found) return { text, assignee: { kind, ...found }, everybody: all !== undefined }
  throw new Fault(
    'unknown_target',
    `There is no ${kind} with the key "${name}". Nobody was paged, nothing was changed.`,
  )
}

/** The steps that ask whoever was named; those of a policy as the policy says. */
export async function stepsFor(work: Work, { assignee, everybody }: Chosen, timeoutSeconds: number): Promise<Step[]> {
  const { kind, id } = assignee
  if (kind !== 'policy') return [stepByHand({ kind, id, ...(everybody && { everybody }) }, timeoutSeconds)]
  const policy = (await policiesToFreeze(work.trx, [id])).get(id)
  return policy ? stepsOfNamed(policy) : []
}

/** The people behind steps at this moment, each once; of a policy those of the first step that somebody stands behind. */
export async function peopleBehind(work: Work, steps: readonly Step[]): Promise<Responder[]> {
  const chain: FrozenPolicy = { ...chainByHand(work.id(), ''), steps: [...steps] }
  const coverage = await loadCoverage(work.trx, [chain], work.now)
  const byStep = steps.map((_, index) => distinct(coverage(chain, index)))
  return byStep.find((responders) => responders.length > 0) ?? []
}

/** Throws nobody_there when nobody stands behind them now: whoever gives an alert away must know that it arrives. */
export async function mustReachSomebody(work: Work, { text }: Chosen, steps: readonly Step[]): Promise<void> {
  if ((await peopleBehind(work, steps)).length > 0) return
  throw new Fault('nobody_there', `Nobody stands behind ${text} at the moment. Nobody was paged, nothing was changed.`)
}

/** The policy of an alert as it would be frozen now. */
export async function ownPolicy(work: Work, alert: Alert): Promise<FrozenPolicy | undefined> {
  const { escalationPolicyId: id } = alert
  return id === null ? undefined : (await policiesToFreeze(work.trx, [id])).get(id)
}
