import { parseReply } from '../../../rules/notifications/reply.ts'
import type { Reply } from '../../../rules/notifications/reply.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import { allAnsweredText, outcomeText } from '../content/answers.ts'
import { speakerFor } from '../content/words.ts'
import type { Speaker } from '../content/words.ts'
import type { NotificationParts } from '../parts.ts'
import type { SandboxPerson } from '../store/sandbox.ts'
import { findNewestTest } from '../store/answers.ts'
import { findPerson, insertMessage, listTold } from '../store/sandbox.ts'
import type { AlertFacts } from '../types.ts'
import { countMembers, findNewestBundle } from '../store/bundles.ts'
import { acknowledgeAll } from './acknowledge-all.ts'
import { AnswerRefused, takeAnswer } from './answers.ts'
import { idAt } from './consequences.ts'
import { linkHours } from './links.ts'
import { confirmTest } from './test-answers.ts'

/** A page can be answered by SMS this long; and among so many newest messages its number is looked for. */
const answerableDays = 7
const newestMessages = 100

interface SandboxReply {
  personKey: string
  text: string
}

/**
 * A person writes back on the simulated phone. Whatever the text, an answer in words stands in the thread afterwards.
 * Throws not_found for an unknown person.
 */
export async function replyInSandbox(parts: NotificationParts, orgId: string, given: SandboxReply): Promise<string> {
  const inThread = (answerOf: (work: Work, person: SandboxPerson) => Promise<string>) =>
    parts.kernel.work.inOrganization(orgId, (work) => exchange(work, given, (person) => answerOf(work, person)))
  const answer = parseReply(given.text).kind === 'all' ? await answerAll(parts, orgId, given.personKey) : undefined
  if (answer !== undefined) return inThread(async () => answer)
  try {
    return await inThread((work, person) => answerReply(work, parts, person, given.text))
  } catch (error) {
    if (!(error instanceof AnswerRefused)) throw error
    // The refused answer was undone with its transaction; what was written and what came of it must still be seen.
    return inThread(async (_, person) => speakerFor(parts.kernel.i18n, person).say('answer.reply.cannot'))
  }
}

/** Acknowledges everything that the newest message about several alerts told of; undefined when there is none. */
async function answerAll(parts: NotificationParts, orgId: string, personKey: string): Promise<string | undefined> {
  const found = await parts.kernel.work.inOrganization(orgId, async (work) => {
    const person = await findPerson(work.trx, personKey)
    const bundle = person && (await findNewestBundle(work.trx, person.userId, answerableSince(work)))
    return bundle && { person, bundleId: bundle.id }
  })
  if (!found) return undefined
  const { bundleId, person } = found
  const { userId, name: userName } = person
  const result = await acknowledgeAll(parts, { orgId, bundleId, userId, userName, via: 'sms' })
  return allAnsweredText(result, speakerFor(parts.kernel.i18n, person))
}

const answerableSince = (work: Work) => work.now.subtract({ hours: answerableDays * 24 })

async function exchange(
  work: Work,
  given: SandboxReply,
  answerOf: (person: SandboxPerson) => Promise<string>,
): Promise<string> {
  const person = await findPerson(work.trx, given.personKey)
  if (!person) throw new Fault('not_found', 'There is no such person.')
  await insertMessage(work.trx, { ...smsOf(work, person.userId), text: given.text }, 'in')
  const answer = await answerOf(person)
  await insertMessage(work.trx, { ...smsOf(work, person.userId), text: answer }, 'out')
  work.changed('sandbox')
  return answer
}

function smsOf(work: Work, userId: string) {
  const empty = { deliveryId: null, subject: null, html: null, links: [], spoken: null, keys: null, callState: null }
  return { ...empty, orgId: work.orgId, id: work.id(), userId, channel: 'sms' as const, at: work.now }
}

/** Carries out a reply by SMS and says in words what came of it; the same for every provider. Throws AnswerRefused. */
async function answerReply(work: Work, parts: NotificationParts, person: SandboxPerson, text: string): Promise<string> {
  const speaker = speakerFor(parts.kernel.i18n, person)
  const reply = parseReply(text)
  if (reply.kind === 'test') return answerTest(work, person, speaker)
  const since = idAt(answerableSince(work))
  const told = await listTold(work.trx, person.userId, since, newestMessages)
  const page = await findMeant(work, parts, told, reply)
  if (reply.kind === 'all') return speaker.say('answer.reply.none')
  const bundleId = told[0]?.bundleId ?? null
  if (bundleId !== null && page && reply.kind === 'answer' && reply.number === undefined) {
    const { count: amount } = await countMembers(work.trx, bundleId)
    // A letter alone could mean any of them: guessing could silence an alert.
    if (amount > 1) return speaker.say('bundle.which', { amount, number: page.facts.number })
  }
  if (reply.kind === 'unclear') {
    return page
      ? speaker.say('answer.reply.unclear', { number: page.facts.number })
      : speaker.say('answer.reply.unclearNone')
  }
  if (!page) {
    const { number } = reply
    return number === undefined ? speaker.say('answer.reply.none') : speaker.say('answer.reply.unknown', { number })
  }
  return carryOut(work, parts, { person, reply, page, speaker })
}

/** The newest test by SMS that can still be answered. */
async function answerTest(work: Work, { userId }: SandboxPerson, speaker: Speaker): Promise<string> {
  const deliveryId = await findNewestTest(work.trx, userId, work.now.subtract({ hours: linkHours }))
  if (deliveryId === undefined) return speaker.say('answer.reply.noTest')
  await confirmTest(work, { deliveryId, userId, via: 'sms' })
  return speaker.say('answer.test')
}

interface ToldPage {
  deliveryId: string
  facts: AlertFacts
}

/** The page with the number, else the newest one of the person. Numbers of alerts are never used again. */
async function findMeant(
  work: Work,
  parts: NotificationParts,
  told: readonly { deliveryId: string; alertId: string }[],
  reply: Reply,
): Promise<ToldPage | undefined> {
  const number = reply.kind === 'answer' ? reply.number : undefined
  const seen = new Set<string>()
  for (const { deliveryId, alertId } of told) {
    if (seen.has(alertId)) continue
    seen.add(alertId)
    const facts = await parts.ports.alertFacts(work.trx, alertId)
    if (facts && (number === undefined || facts.number === number)) return { deliveryId, facts }
  }
  return undefined
}

interface Meant {
  person: SandboxPerson
  reply: Extract<Reply, { kind: 'answer' }>
  page: ToldPage
  speaker: Speaker
}

async function carryOut(work: Work, parts: NotificationParts, meant: Meant): Promise<string> {
  const { person, reply, page, speaker } = meant
  const { number } = page.facts
  const result = await takeAnswer(work, parts.ports, {
    deliveryId: page.deliveryId,
    alertId: page.facts.id,
    action: reply.action,
    userId: person.userId,
    userName: person.name,
    via: 'sms',
  })
  if (result.kind === 'used') return speaker.say('answer.reply.cannot')
  const outcome = outcomeText(result, reply.action, speaker)
  return speaker.say(`answer.reply.${result.kind}`, { number, outcome })
}
