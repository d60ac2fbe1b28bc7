import { addNote } from '../../alerts/index.ts'
import type { Answerer } from '../../alerts/index.ts'
import { acceptedResult } from '../../intake/index.ts'
import type { KeptEvent } from '../../intake/index.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { Attributes, Call, FoundAlert, Identifier, Reply } from '../types.ts'
import { answererOf } from './answerer.ts'
import { attributesOf } from './attributes.ts'
import { findNamed, identifierOf } from './identify.ts'
import { answerOf, keepRequest } from './requests.ts'
import { textIn } from './text-in.ts'

/** The alert that a request is about, and who acts. */
export interface Target {
  alert: FoundAlert
  attributes: Attributes
  by: Answerer
}

/** What a request does to an alert, in one transaction. Returns what is said of it; `failure` when it did nothing. */
export type Deed = (work: Work, target: Target) => Promise<string | { failure: string }>

/** How an action appears in the status of its request, and among the raw events. */
export interface Action {
  name: string
  outcome: 'acknowledged' | 'resolved' | 'change'
  deed: Deed
}

interface Done {
  success: boolean
  status: string
  alert: FoundAlert | undefined
}

/**
 * Carries an action out and answers 202 after its commit. An alert that does not exist makes no error: clients learn of it
 * from the status of the request (wire A02, "Alert actions"). A note that comes with the action is kept with it.
 */
export async function act(call: Call, action: Action): Promise<Reply> {
  const identifier = identifierOf(call)
  const by = answererOf(call, textIn(call, 'user', 100))
  const note = action.name === 'AddNote' ? '' : textIn(call, 'note', 25_000)
  const verdict = await call.submit({
    events: [],
    rawOf: () => '',
    bytes: call.raw.length,
    async also(work) {
      const done = await carryOut(work, call, identifier, action, by, note)
      const alias = done.alert ? attributesOf(done.alert).alias : identifier.type === 'alias' ? identifier.value : ''
      const { success, status } = done
      const alertId = done.alert?.id ?? null
      await keepRequest(work, call, { action: action.name, success, status, alertId, alias })
      return [keptEvent(call, action, done)]
    },
  })
  answerOf(verdict)
  return { status: 202, body: acceptedResult }
}

async function carryOut(
  work: Work,
  call: Call,
  identifier: Identifier,
  { deed }: Action,
  by: Answerer,
  note: string,
): Promise<Done> {
  const alert = await findNamed(work.trx, call.source.id, identifier)
  if (!alert) return { success: false, status: absent(identifier), alert }
  const said = await deed(work, { alert, attributes: attributesOf(alert), by }).catch(failureOf)
  if (typeof said !== 'string') return { success: false, status: said.failure, alert }
  if (note !== '') await addNote(work, alert.id, by, note)
  return { success: true, status: said, alert }
}

/** Zabbix takes the first for "nothing left to do" (wire A02, "Request status"). */
function absent({ type, value }: Identifier): string {
  return type === 'alias' ? `There is no open alert with alias [${value.slice(0, 512)}]` : 'Alert does not exist'
}

/** What cannot be done is said; the transaction goes on, because an action refuses before it writes. */
function failureOf(error: unknown): { failure: string } {
  if (error instanceof Fault && error.code !== 'internal') return { failure: error.detail }
  throw error
}

function keptEvent(call: Call, action: Action, { success, status, alert }: Done): KeptEvent {
  return {
    outcome: success ? action.outcome : 'dropped',
    reason: success ? null : alert ? 'not_carried_out' : 'no_open_alert',
    detail: `${action.name}: ${status}`,
    dedupKey: alert?.dedupKey ?? null,
    alertId: alert?.id ?? null,
    raw: call.raw,
  }
}
