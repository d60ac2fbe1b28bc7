import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import { allAnsweredText, outcomeText } from '../content/answers.ts'
import { speakerFor } from '../content/words.ts'
import type { Speaker } from '../content/words.ts'
import type { NotificationParts } from '../parts.ts'
import type { Call, SandboxPerson } from '../store/sandbox.ts'
import { getPerson, lockCall, updateCall } from '../store/sandbox.ts'
import type { AnswerAction } from '../types.ts'
import { acknowledgeAll } from './acknowledge-all.ts'
import { AnswerRefused, takeAnswer } from './answers.ts'
import { recordReceipt } from './outcomes.ts'
import { confirmTest } from './test-answers.ts'

const actionByDigit: Record<string, AnswerAction> = { '1': 'acknowledge', '2': 'resolve', '3': 'escalate' }

/** Somebody picks up: the call is delivered, and the voice speaks. Throws not_found, and conflict when it rings no more. */
export async function answerCall(work: Work, id: string): Promise<void> {
  const call = await existing(work, id)
  if (call.state !== 'ringing') throw new Fault('conflict', 'This call does not ring any more.')
  await updateCall(work.trx, id, { state: 'answered', spoken: call.spoken })
  await recordReceipt(work, id, 'delivered')
  work.changed('sandbox')
}

/** A key is pressed during a call. An answer is spoken back and ends it. Throws not_found, and conflict outside a call. */
export async function pressKey(parts: NotificationParts, orgId: string, id: string, digit: string): Promise<void> {
  const inCall = (after: (work: Work, press: Press) => Promise<Pick<Call, 'state' | 'spoken'>>) =>
    parts.kernel.work.inOrganization(orgId, async (work) => {
      const call = await existing(work, id)
      if (call.state !== 'answered') throw new Fault('conflict', 'This call is not connected.')
      const person = await getPerson(work.trx, call.userId)
      const speaker = speakerFor(parts.kernel.i18n, person)
      await updateCall(work.trx, id, await after(work, { call, person, speaker, digit }))
      work.changed('sandbox')
    })
  const bundle = digit === '1' ? await bundleOfCall(parts, orgId, id) : undefined
  if (bundle) {
    const result = await acknowledgeAll(parts, { orgId, via: 'voice', ...bundle })
    return inCall(async (_, { call, speaker }) => ({
      state: 'ended',
      spoken: [...call.spoken, allAnsweredText(result, speaker), speaker.say('voice.goodbye')],
    }))
  }
  try {
    await inCall((work, press) => spokenAfter(work, parts, press))
  } catch (error) {
    if (!(error instanceof AnswerRefused)) throw error
    await inCall(async (_, { call, speaker }) => ({
      state: 'answered',
      spoken: [...call.spoken, speaker.say('answer.reply.cannot')],
    }))
  }
}

/** The message of a connected call that tells of several alerts, and whom it reached. */
function bundleOfCall(parts: NotificationParts, orgId: string, id: string) {
  return parts.kernel.work.inOrganization(orgId, async (work) => {
    const call = await existing(work, id)
    if (call.state !== 'answered' || call.kind !== 'bundle' || !call.keys.some((key) => key.digit === '1'))
      return undefined
    const { userId, name: userName } = await getPerson(work.trx, call.userId)
    return { bundleId: call.deliveryId!, userId, userName }
  })
}

/** Hanging up is no answer: the page goes on. */
export async function hangUp(work: Work, id: string): Promise<void> {
  const call = await existing(work, id)
  if (call.state !== 'ringing' && call.state !== 'answered') return
  await updateCall(work.trx, id, { state: 'ended', spoken: call.spoken })
  work.changed('sandbox')
}

interface Press {
  call: Call
  person: SandboxPerson
  speaker: Speaker
  digit: string
}

async function spokenAfter(
  work: Work,
  parts: NotificationParts,
  press: Press,
): Promise<Pick<Call, 'state' | 'spoken'>> {
  const { call, person, speaker, digit } = press
  const { alertId, deliveryId } = call
  const action = actionByDigit[digit]
  if (digit === '*' && call.keys.length > 0) return { state: 'answered', spoken: [...call.spoken, ...message(call)] }
  if (call.kind === 'test' && digit === '1' && deliveryId !== null) {
    await confirmTest(work, { deliveryId, userId: person.userId, via: 'voice' })
    return { state: 'ended', spoken: [...call.spoken, speaker.say('answer.test'), speaker.say('voice.goodbye')] }
  }
  if (action === undefined || alertId === null || deliveryId === null) {
    return { state: 'answered', spoken: [...call.spoken, speaker.say('voice.unknownKey')] }
  }
  const said = { deliveryId, alertId, action, userId: person.userId, userName: person.name, via: 'voice' as const }
  const result = await takeAnswer(work, parts.ports, said)
  const told = result.kind === 'used' ? speaker.say('voice.unknownKey') : outcomeText(result, action, speaker)
  return { state: 'ended', spoken: [...call.spoken, told, speaker.say('voice.goodbye')] }
}

/** What was said at the beginning: greeting, what is broken, which keys. */
const linesOfPage = 4
const linesOfTest = 3
const message = (call: Call) => call.spoken.slice(0, call.kind === 'test' ? linesOfTest : linesOfPage)

async function existing(work: Work, id: string): Promise<Call> {
  const call = /^[0-9a-f-]{36}$/.test(id) ? await lockCall(work.trx, id) : undefined
  if (!call) throw new Fault('not_found', 'There is no such call.')
  return call
}
