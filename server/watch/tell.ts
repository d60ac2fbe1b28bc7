import { isUrgent } from '../../rules/watch/findings.ts'
import type { Judged, Problem } from '../../rules/watch/problems.ts'
import { raiseSystemAlert, resolveSystemAlert } from '../alerts/index.ts'
import { fallbackUsers, findOrganization } from '../identity/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Translate } from '../kernel/i18n.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { planPages } from '../notifications/index.ts'
import { listWatched } from './store/nodes.ts'

const dedupKeyOf = ({ key }: Problem) => `engine:${key}`

/**
 * Raises and resolves the system alerts of what was judged. What could not be told to everybody is told again at the next
 * look: an alert that is open already is only counted. Returns the problems as they stand now.
 */
export async function tell(kernel: Kernel, before: readonly Problem[], judged: Judged): Promise<Problem[]> {
  const everybody = judged.raise.length + judged.resolve.length > 0 ? await listWatched(kernel.engine) : []
  const concerned = ({ orgId }: Problem) => everybody.filter((one) => orgId === undefined || one === orgId)
  const untold = new Set<string>()
  const told = before.filter((problem) => problem.raised && isUrgent(problem))
  for (const problem of judged.raise) {
    // Whoever was paged once knows that something is wrong; what comes on top of it is shown.
    const pages = isUrgent(problem) && told.every((one) => one.orgId !== undefined && one.orgId !== problem.orgId)
    if (isUrgent(problem)) told.push(problem)
    kernel.log.error({ problem: problem.key, ...problem.values }, 'something is wrong with Pikett itself')
    const all = await inEach(kernel, concerned(problem), (work) => raise(work, problem, pages))
    if (!all) untold.add(problem.key)
  }
  for (const problem of judged.resolve) {
    kernel.log.info({ problem: problem.key }, 'what was wrong with Pikett itself is over')
    await inEach(kernel, concerned(problem), (work) => resolveSystemAlert(work, dedupKeyOf(problem)))
  }
  return judged.problems.map((one) => (untold.has(one.key) ? { ...one, raised: false } : one))
}

/** One organization that cannot be told must not keep the others from hearing it. Whether all were reached. */
async function inEach(kernel: Kernel, orgIds: readonly string[], act: (work: Work) => Promise<void>): Promise<boolean> {
  let all = true
  for (const orgId of orgIds) {
    try {
      await kernel.work.inOrganization(orgId, act)
    } catch (error) {
      all = false
      kernel.log.error({ orgId, error: (error as Error).message }, 'an organization could not be told')
    }
  }
  return all
}

async function raise(work: Work, problem: Problem, pages: boolean): Promise<void> {
  const words = work.i18n.in((await findOrganization(work.trx)).language)
  const { alertId, created } = await raiseSystemAlert(work, {
    dedupKey: dedupKeyOf(problem),
    message: `engine.${problem.kind}`,
    values: wordedValues(words, problem),
    severity: isUrgent(problem) ? 'critical' : 'warning',
  })
  if (created && pages) await pageFallback(work, alertId)
}

/** One message to the fallback, outside of any escalation: what escalates may be what is ill. */
export async function pageFallback(work: Work, alertId: string): Promise<void> {
  const asked = {
    alertId,
    priority: 'high' as const,
    epoch: 0,
    round: 0,
    step: -1,
    attempts: 1,
    repeatEverySeconds: 60,
  }
  const stepEndsAt = work.now.add({ minutes: 5 })
  const users = await fallbackUsers(work.trx)
  await planPages(
    work,
    users.map(({ userId }) => ({ ...asked, userId, stepEndsAt, reason: { kind: 'fallback' as const } })),
  )
}

/** Names of loops and providers in words; one that has none of its own is called by what it is. */
export function wordedValues(words: Translate, { kind, values }: Problem): Record<string, unknown> {
  const named = (list: string, name: string | number | undefined) => {
    try {
      return words(`systemalerts:engine.${list}.${name}`)
    } catch {
      return words(`systemalerts:engine.${list}.other`, { name })
    }
  }
  if (kind === 'overdue' || kind === 'loop' || kind === 'retention')
    return { ...values, what: named('work', values.loop) }
  if (kind === 'provider' || kind === 'signIn') return { ...values, what: named('way', values.provider) }
  return values
}
