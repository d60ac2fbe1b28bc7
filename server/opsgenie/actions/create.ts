import { addNote } from '../../alerts/index.ts'
import type { EventOutcome } from '../../alerts/index.ts'
import { acceptedResult, readCreation } from '../../intake/index.ts'
import type { Creation } from '../../intake/index.ts'
import type { Work } from '../../kernel/db/work.ts'
import { randomToken } from '../../kernel/secrets.ts'
import { writeEntry } from '../../timeline/index.ts'
import { Refusal } from '../refusal.ts'
import { raisePriority, saveAttributes } from '../store/attributes.ts'
import type { Call, Reply } from '../types.ts'
import { answererOf } from './answerer.ts'
import { answerOf, keepRequest } from './requests.ts'

const newKeyLength = 32

/**
 * Creates an alert, or counts one up that is open under the same alias: its content stays (wire A02). Goes the way of every
 * event, through the collector of intake; what became of the request commits with the alert. Throws 422.
 */
export async function createAlert(call: Call): Promise<Reply> {
  const read = readCreation(call.body, () => randomToken(newKeyLength), call.peer)
  if (!read.ok) throw new Refusal(422, Object.values(read.errors).join(' '), read.errors)
  const { creation } = read
  const names = creation.attributes.responders.map(({ name }) => name)
  const chosen = await call.policies.choose(call.source.orgId, names)
  const source = { ...call.source, ...(chosen !== undefined && { escalationPolicyId: chosen }) }
  const isUnknown = names.length > 0 && chosen === undefined
  const verdict = await call.submit(
    {
      events: [creation.event],
      rawOf: () => call.raw,
      bytes: call.raw.length,
      async also(work, [outcome]) {
        await keepCreation(work, call, creation, outcome!, isUnknown)
        return []
      },
    },
    source,
  )
  answerOf(verdict)
  return { status: 202, body: acceptedResult }
}

async function keepCreation(
  work: Work,
  call: Call,
  { attributes, user, note }: Creation,
  { outcome, alertId, reason }: EventOutcome,
  isUnknown: boolean,
): Promise<void> {
  const request = { action: 'Create', alias: attributes.alias, alertId: alertId ?? null }
  if (alertId === undefined) {
    await keepRequest(work, call, { ...request, success: false, status: `No alert was created: ${reason ?? outcome}` })
    return
  }
  if (outcome === 'created') {
    await saveAttributes(work.trx, work.orgId, alertId, attributes)
    if (isUnknown) {
      const names = attributes.responders.map(({ name }) => name)
      await writeEntry(work, { alertId, kind: 'alert.respondersUnknown', data: { names } })
    }
  } else await raisePriority(work.trx, alertId, attributes.priority)
  if (note !== '') await addNote(work, alertId, answererOf(call, user), note)
  const status = outcome === 'created' ? 'Created alert' : 'Increased the count of the open alert'
  await keepRequest(work, call, { ...request, success: true, status })
}
