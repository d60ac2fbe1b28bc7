import type { AddingResponders, ResponderView, RespondersAdded } from '../../../contract/by-hand.ts'
import { distinct } from '../../../rules/escalation/advance.ts'
import type { Responder } from '../../../rules/escalation/advance.ts'
import { chainByHand, timeoutByHand } from '../../../rules/escalation/by-hand.ts'
import { attemptsOf } from '../../../rules/escalation/policy.ts'
import { isOnIt } from '../../../rules/escalation/responders.ts'
import { lockOpenAlert } from '../../alerts/index.ts'
import type { Alert, Answerer } from '../../alerts/index.ts'
import { usersById } from '../../identity/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { PageRequest } from '../../notifications/index.ts'
import { cancelForPerson, peopleOfStep, planPages } from '../../notifications/index.ts'
import type { Actor } from '../../timeline/index.ts'
import { writeEntry } from '../../timeline/index.ts'
import { lockEscalation } from '../store/escalations.ts'
import { acceptResponder, upsertResponders } from '../store/responders.ts'
import type { Escalation } from '../types.ts'
import { raiseUnreachable } from '../unreachable.ts'
import { choose, peopleBehind, stepsFor } from './targets.ts'
import { showResponders } from './present.ts'

/** Where pages of people who are asked by hand stand: in the step that runs. Without an escalation nothing ever ran. */
const placeOf = (escalation: Escalation | undefined) => ({
  epoch: escalation?.epoch ?? 0,
  round: escalation?.round ?? 0,
  step: Math.max(escalation?.step ?? 0, 0),
})

/**
 * Pages more people and stops nobody; an acknowledgement stays (R159). Who is on it already is said and not paged a second
 * time within the step that runs, unless `again`: so a retry pages nobody twice. Throws not_found, already_resolved,
 * unknown_target.
 */
export async function addResponders(
  work: Work,
  id: string,
  by: Answerer,
  { targets, message, again }: AddingResponders,
): Promise<RespondersAdded> {
  const alert = await lockOpenAlert(work, id)
  const escalation = await lockEscalation(work.trx, id)
  const asked: Responder[] = []
  for (const text of targets)
    asked.push(...(await peopleBehind(work, await stepsFor(work, await choose(work, text), 0))))
  const people = distinct(asked)
  const views = await showResponders(work, alert, escalation)
  const users = await usersById(
    work.trx,
    people.map(({ userId }) => userId),
  )
  const viewOf = ({ userId }: Responder) => views.find(({ user }) => user.key === users.get(userId)?.key)
  const busy = again ? new Set<string>() : new Set(await peopleOfStep(work.trx, id, placeOf(escalation)))
  const isBusy = (one: Responder) =>
    !again && (busy.has(one.userId) || (viewOf(one)?.state === 'acknowledged' && isOnIt(viewOf(one)!)))
  const fresh = people.filter((one) => !isBusy(one))
  const planned = fresh.length > 0 ? await page(work, alert, escalation, by, { fresh, message }) : new Set<string>()
  const named = (ones: readonly Responder[]) =>
    ones.flatMap(({ userId }) => users.get(userId) ?? []).map(({ key, name }) => ({ key, name }))
  return {
    added: named(fresh.filter(({ userId }) => planned.has(userId))),
    already: people
      .filter(isBusy)
      .flatMap((one): ResponderView[] => [viewOf(one)].filter((view) => view !== undefined)),
    unreachable: named(fresh.filter(({ userId }) => !planned.has(userId))),
  }
}

/** Returns the ids of those whom a message can reach. */
async function page(
  work: Work,
  alert: Alert,
  escalation: Escalation | undefined,
  by: Answerer,
  { fresh, message }: { fresh: readonly Responder[]; message: string | undefined },
): Promise<Set<string>> {
  const userIds = fresh.map(({ userId }) => userId)
  const users = await usersById(work.trx, userIds)
  const names = userIds.flatMap((userId) => users.get(userId)?.name ?? [])
  const data = { names, ...(message !== undefined && { text: message }), via: by.via }
  await writeEntry(work, { alertId: alert.id, kind: 'alert.respondersAdded', actor: by.actor, data })
  await upsertResponders(work.trx, work.orgId, alert.id, userIds, work.now)
  const policy = escalation?.policy ?? chainByHand(work.id(), '')
  const timeoutSeconds = timeoutByHand(policy, escalation?.step ?? 0)
  // One round of messages where nobody waits for the first answer any more.
  const repeats = alert.status === 'triggered' && alert.priority === 'high'
  const requests = fresh.map(({ userId, via }): PageRequest => ({
    alertId: alert.id,
    userId,
    priority: alert.priority,
    ...placeOf(escalation),
    reason: { ...via, ...(message !== undefined && { message }) },
    attempts: repeats ? attemptsOf(policy, timeoutSeconds) : 1,
    repeatEverySeconds: policy.repeatEverySeconds,
    stepEndsAt: work.now.add({ seconds: timeoutSeconds }),
  }))
  const pages = await planPages(work, requests)
  await raiseUnreachable(work, pages)
  work.changed('alerts', alert.id)
  return new Set(pages.filter((one) => one.deliveries > 0).map((one) => one.userId))
}

/** Somebody who was asked acknowledges what another has acknowledged: they are on it as well, and hear no more of it. */
export async function join(work: Work, again: { alertId: string; actor: Actor; via: string }): Promise<void> {
  const { alertId, actor, via } = again
  if (actor.kind !== 'user' || actor.id === undefined) return
  if (!(await acceptResponder(work.trx, alertId, actor.id, work.now))) return
  await cancelForPerson(work, alertId, actor.id, 'acknowledged')
  await writeEntry(work, { alertId, kind: 'alert.joined', actor, data: { via } })
  work.changed('alerts', alertId)
}
