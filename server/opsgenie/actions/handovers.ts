import { escalate, findAlert } from '../../alerts/index.ts'
import { responderOf } from '../../intake/index.ts'
import { Refusal, wrongField } from '../refusal.ts'
import type { Call, Reply } from '../types.ts'
import type { Deed } from './act.ts'
import { act } from './act.ts'

/**
 * What gives an alert to somebody else, or to a later time. Each is checked, kept and answered like every action; as long as
 * alerts have no such action its request says so and nothing else happens, never a silent success.
 */
const notYet =
  (failure: string): Deed =>
  () =>
    Promise.resolve({ failure })

/** Throws 422 without an end that lies ahead. */
export async function snoozeAlert(call: Call): Promise<Reply> {
  const until = instantIn(call, 'endTime')
  if (Temporal.Instant.compare(until, call.receivedAt) <= 0) throw wrongField('endTime', 'endTime must lie ahead.')
  const deed = notYet('Alerts can not be snoozed here yet; nothing was done')
  return act(call, { name: 'Snooze', outcome: 'change', deed })
}

/** Throws 422 without an owner. */
export async function assignAlert(call: Call): Promise<Reply> {
  if (!responderOf(call.body.owner, 'user')) throw wrongField('owner', 'Owner can not be empty.')
  const deed = notYet('Alerts can not be assigned here yet; nothing was done')
  return act(call, { name: 'Assign', outcome: 'change', deed })
}

/** Throws 422 without a team. */
export async function addTeam(call: Call): Promise<Reply> {
  if (!responderOf(call.body.team, 'team')) throw wrongField('team', 'Team can not be empty.')
  const deed = notYet('Teams can not be added to an alert here yet; nothing was done')
  return act(call, { name: 'AddTeam', outcome: 'change', deed })
}

/** Throws 422 without a responder. */
export async function addResponder(call: Call): Promise<Reply> {
  if (!responderOf(call.body.responder)) throw wrongField('responder', 'Responder can not be empty.')
  const deed = notYet('Responders can not be added to an alert here yet; nothing was done')
  return act(call, { name: 'AddResponder', outcome: 'change', deed })
}

/** To the next step of the policy that the alert runs along; another one can not be chosen for it. Throws 422. */
export async function escalateAlert(call: Call): Promise<Reply> {
  const named = responderOf(call.body.escalation, 'escalation')
  if (!named) throw wrongField('escalation', 'Escalation can not be empty.')
  const policyId = await call.policies.choose(call.source.orgId, [named.name])
  return act(call, {
    name: 'EscalateToNext',
    outcome: 'change',
    async deed(work, { alert, by }) {
      if (alert.status === 'resolved') return { failure: 'Alert is already closed' }
      const row = await findAlert(work.trx, alert.id)
      if (policyId === undefined || row?.escalationPolicyId !== policyId) {
        return { failure: 'The alert runs along another escalation policy; nothing was done' }
      }
      await escalate(work, alert.id, by)
      return 'Escalated alert to the next step'
    },
  })
}

export function executeAction(call: Call): Promise<Reply> {
  const deed = notYet('Pikett has no custom actions; nothing was done')
  return act(call, { name: 'ExecuteCustomAction', outcome: 'change', deed })
}

function instantIn({ body }: Call, name: string): Temporal.Instant {
  const text = body[name]
  if (typeof text !== 'string') throw wrongField(name, `${name} can not be empty.`)
  try {
    return Temporal.Instant.from(text)
  } catch {
    throw new Refusal(422, `${name} must be a time such as 2026-12-24T18:00:00Z.`, { [name]: 'is no time' })
  }
}
