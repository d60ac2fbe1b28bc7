import { findAlert, snooze } from '../../alerts/index.ts'
import { addResponders, escalateByHand, reassign } from '../../escalation/index.ts'
import { listTeamsNow, listUsersNow } from '../../identity/index.ts'
import { responderOf } from '../../intake/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { currentSchedules } from '../../oncall/index.ts'
import { Refusal, wrongField } from '../refusal.ts'
import type { Call, Reply } from '../types.ts'
import type { Action } from './act.ts'
import { act } from './act.ts'
import { userNamed } from './people.ts'

/** What gives an alert to somebody else, or to a later time. Who is named and is not there makes a failed request. */

/** Throws 422 without an end that lies ahead. */
export async function snoozeAlert(call: Call): Promise<Reply> {
  const until = instantIn(call, 'endTime')
  if (Temporal.Instant.compare(until, call.receivedAt) <= 0) throw wrongField('endTime', 'endTime must lie ahead.')
  return act(call, {
    name: 'Snooze',
    outcome: 'change',
    async deed(work, { alert, by }) {
      await snooze(work, alert.id, until, by)
      return 'Snoozed alert'
    },
  })
}

/** Opsgenie notifies the owner: the alert is theirs, and nobody else's any more. Throws 422 without an owner. */
export async function assignAlert(call: Call): Promise<Reply> {
  const owner = responderOf(call.body.owner, 'user')
  if (!owner) throw wrongField('owner', 'Owner can not be empty.')
  return act(call, {
    name: 'Assign',
    outcome: 'change',
    async deed(work, { alert, by }) {
      const to = await targetOf(work, call, owner)
      if (to === undefined) return absent(owner)
      await reassign(work, alert.id, by, to)
      return 'Assigned alert'
    },
  })
}

/** Throws 422 without a team. */
export async function addTeam(call: Call): Promise<Reply> {
  const team = responderOf(call.body.team, 'team')
  if (!team) throw wrongField('team', 'Team can not be empty.')
  return act(call, adding(call, 'AddTeam', team))
}

/** Throws 422 without a responder. */
export async function addResponder(call: Call): Promise<Reply> {
  const responder = responderOf(call.body.responder)
  if (!responder) throw wrongField('responder', 'Responder can not be empty.')
  return act(call, adding(call, 'AddResponder', responder))
}

/** Along the policy that the alert runs along the next step begins; the people of another one are paged now. Throws 422. */
export async function escalateAlert(call: Call): Promise<Reply> {
  const named = responderOf(call.body.escalation, 'escalation')
  if (!named) throw wrongField('escalation', 'Escalation can not be empty.')
  const policyId = await call.policies.choose(call.source.orgId, [named.name])
  return act(call, {
    name: 'EscalateToNext',
    outcome: 'change',
    async deed(work, { alert, by }) {
      if (alert.status === 'resolved') return { failure: 'Alert is already closed' }
      if (policyId === undefined) return absent(named)
      const own = (await findAlert(work.trx, alert.id))?.escalationPolicyId
      await escalateByHand(work, alert.id, by, policyId === own ? {} : { to: `policy:${policyId}` })
      return 'Escalated alert to the next step'
    },
  })
}

export function executeAction(call: Call): Promise<Reply> {
  const failure = 'Pikett has no custom actions; nothing was done'
  return act(call, { name: 'ExecuteCustomAction', outcome: 'change', deed: () => Promise.resolve({ failure }) })
}

interface Named {
  type: string
  name: string
}

const absent = ({ type, name }: Named) => ({ failure: `There is no ${type} [${name}]; nothing was done` })

function adding(call: Call, action: string, named: Named): Action {
  return {
    name: action,
    outcome: 'change',
    async deed(work, { alert, by }) {
      const to = await targetOf(work, call, named)
      if (to === undefined) return absent(named)
      const { added, already } = await addResponders(work, alert.id, by, { targets: [to], again: false })
      if (added.length > 0) return `Added ${named.type} [${named.name}] to alert`
      const why = already.length > 0 ? 'is notified already' : 'can not be reached at the moment'
      return { failure: `The ${named.type} [${named.name}] ${why}; nothing was done` }
    },
  }
}

/** Our name of whoever is meant, by key, id, name or address; undefined when there is nobody. */
async function targetOf(work: Work, call: Call, { type, name }: Named): Promise<string | undefined> {
  if (type === 'escalation') {
    const id = await call.policies.choose(work.orgId, [name])
    return id && `policy:${id}`
  }
  if (type === 'user') {
    const user = userNamed(await listUsersNow(work.trx), name)
    return user && `user:${user.id}`
  }
  if (type !== 'team' && type !== 'schedule') return undefined
  const all: readonly { id: string; key: string; name: string }[] =
    type === 'team' ? await listTeamsNow(work.trx) : await currentSchedules(work)
  const wanted = name.toLowerCase()
  const found = all.find((one) => [one.id, one.key, one.name.toLowerCase()].includes(wanted))
  return found && `${type}:${found.id}`
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
