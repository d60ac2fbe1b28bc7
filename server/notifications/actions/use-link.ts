import type { Language } from '../../../contract/keys.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { NotificationParts } from '../parts.ts'
import { findAnswer, findLinked } from '../store/answers.ts'
import type { AlertFacts, AnswerAction, AnswerOutcome } from '../types.ts'
import { AnswerRefused, takeAnswer } from './answers.ts'
import type { ActionLink } from './links.ts'
import { readActionToken } from './links.ts'
import { recordReceipt } from './outcomes.ts'
import type { TestUse, TestView } from './test-answers.ts'
import { lookAtTest, useTestLink } from './test-answers.ts'
import type { BundleUse, BundleView } from './use-bundle-link.ts'
import { followBundleLink, lookAtBundle } from './use-bundle-link.ts'

/** A link that leads to an alert and to the person it was sent to. */
export interface LinkedPage {
  action: AnswerAction
  facts: AlertFacts
  person: { userId: string; name: string; language: Language; timeZone: string }
}

/** What a link shows: it was never ours, its time is over, it was used, or it may be confirmed. Looking changes nothing. */
export type LinkView =
  | { kind: 'unknown' }
  | { kind: 'expired'; page: LinkedPage | undefined }
  | { kind: 'used'; page: LinkedPage; at: Temporal.Instant }
  | { kind: 'open'; page: LinkedPage }
  | BundleView
  | TestView

/** What came of using a link. */
export type LinkUse =
  | Exclude<LinkView, { kind: 'open' | 'bundle' | 'test' }>
  | BundleUse
  | TestUse
  | { kind: 'answered'; page: LinkedPage; result: AnswerOutcome; factsAfter: AlertFacts }
  | { kind: 'refused'; page: LinkedPage }

/** For GET: reads only, so that mail scanners that open every link do no harm (field H4, wire B11). */
export async function viewLink(parts: NotificationParts, token: string): Promise<LinkView> {
  const link = readActionToken(parts.kernel, token)
  if (!link) return { kind: 'unknown' }
  return parts.kernel.work.inOrganization(link.orgId, (work) => look(work, parts, link))
}

/** For POST: carries out what the link says, once. */
export async function followLink(parts: NotificationParts, token: string): Promise<LinkUse> {
  const link = readActionToken(parts.kernel, token)
  if (!link) return { kind: 'unknown' }
  try {
    const use = await parts.kernel.work.inOrganization(link.orgId, async (work) => {
      const view = await look(work, parts, link)
      if (view.kind === 'test') return view.state === 'open' ? useTestLink(work, link, view) : view
      return view.kind === 'open' ? act(work, parts, link, view.page) : view
    })
    return use.kind === 'bundle' && use.state === 'open' ? await followAll(parts, link, token, use) : use
  } catch (error) {
    if (!(error instanceof AnswerRefused)) throw error
    const view = await viewLink(parts, token)
    if (view.kind === 'open') return { kind: 'refused', page: view.page }
    return view.kind === 'bundle' || view.kind === 'test' ? { kind: 'unknown' } : view
  }
}

/** In transactions of its own: a bundle may hold thousands of alerts. */
function followAll(parts: NotificationParts, link: ActionLink, token: string, view: BundleView): Promise<BundleUse> {
  return followBundleLink(parts, link, view, async () => {
    const after = await viewLink(parts, token)
    return after.kind === 'bundle' ? after : undefined
  })
}

async function look(work: Work, parts: NotificationParts, link: ActionLink): Promise<LinkView> {
  const linked = await findLinked(work.trx, link.deliveryId)
  if (linked?.kind === 'bundle' && linked.archivedAt === null) {
    return (await lookAtBundle(work, parts, link, linked)) ?? { kind: 'unknown' }
  }
  if (linked?.kind === 'test' && linked.archivedAt === null) {
    return (await lookAtTest(work, link, linked)) ?? { kind: 'unknown' }
  }
  const facts = linked?.alertId && (await parts.ports.alertFacts(work.trx, linked.alertId))
  // A person who has left answers nothing any more.
  if (!linked || !facts || linked.archivedAt !== null) return { kind: 'unknown' }
  const { userId, userName: name, language, timeZone } = linked
  const page: LinkedPage = { action: link.action, facts, person: { userId, name, language, timeZone } }
  const answered = await findAnswer(work.trx, link.deliveryId, link.action)
  if (answered?.via === 'link') return { kind: 'used', page, at: answered.at }
  if (Temporal.Instant.compare(link.expiresAt, work.now) <= 0) return { kind: 'expired', page }
  return { kind: 'open', page }
}

async function act(work: Work, parts: NotificationParts, link: ActionLink, page: LinkedPage): Promise<LinkUse> {
  const { facts, person } = page
  const result = await takeAnswer(work, parts.ports, {
    deliveryId: link.deliveryId,
    alertId: facts.id,
    action: link.action,
    userId: person.userId,
    userName: person.name,
    via: 'link',
  })
  if (result.kind === 'used') return { kind: 'used', page, at: result.at }
  const factsAfter = (await parts.ports.alertFacts(work.trx, facts.id)) ?? facts
  return { kind: 'answered', page, result, factsAfter }
}

/** The message of this link has arrived: nothing else happens. False when it was never ours, or is not recorded as sent yet. */
export async function noteReceived(parts: NotificationParts, token: string): Promise<boolean> {
  const link = readActionToken(parts.kernel, token)
  if (!link) return false
  return parts.kernel.work.inOrganization(link.orgId, (work) => recordReceipt(work, link.deliveryId, 'delivered'))
}
