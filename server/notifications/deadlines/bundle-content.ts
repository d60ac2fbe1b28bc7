import type { Work } from '../../kernel/db/work.ts'
import { actionUrl, actionUrls, linkHours } from '../actions/links.ts'
import type { Content } from '../channels/channel.ts'
import { bundleContentByChannel, listedByChannel } from '../content/bundle.ts'
import { pageContentByChannel } from '../content/page.ts'
import type { PageTold } from '../content/told.ts'
import { speakerFor } from '../content/words.ts'
import type { NotificationParts } from '../parts.ts'
import type { Member } from '../store/bundles.ts'
import { countMembers, endBundle, listMembers } from '../store/bundles.ts'
import type { AlertFacts, Sending } from '../types.ts'

/**
 * What a bundle says now: members that were answered since they joined are not in it. One that is left is told as a page of
 * its own; with none left the bundle ends, and undefined says that nothing is to be sent.
 */
export async function bundleContentOf(
  parts: NotificationParts,
  work: Work,
  sending: Sending,
): Promise<Content | undefined> {
  const { kernel } = parts
  const { count, asks } = await countMembers(work.trx, sending.id)
  const members = await listMembers(work.trx, sending.id, listedByChannel[sending.channel])
  const factsById = await parts.ports.factsOfAlerts(
    work.trx,
    members.map((member) => member.alertId),
  )
  const entries = members.flatMap((member) => {
    const facts = factsById.get(member.alertId)
    return facts ? [toldOf(parts, work, sending, { member, facts })] : []
  })
  const [lead] = entries
  if (!lead) {
    await endBundle(work.trx, sending.id)
    return undefined
  }
  const { channel } = sending
  // Under the bundle's id, which every provider gets as the idempotency key; its links answer the page itself.
  if (count === 1) return pageContentByChannel[channel]({ ...lead, sending: { ...lead.sending, id: sending.id } })
  const expiresAt = work.now.add({ hours: linkHours })
  const link = { orgId: work.orgId, deliveryId: sending.id, action: 'acknowledge' as const, expiresAt }
  return bundleContentByChannel[channel]({
    sending,
    count,
    asks,
    entries,
    acknowledgeAll: actionUrl(kernel, link),
    consoleUrl: `${kernel.publicUrl()}/alerts`,
    speaker: lead.speaker,
    now: work.now,
  })
}

function toldOf(
  { kernel }: NotificationParts,
  work: Work,
  bundle: Sending,
  { member, facts }: { member: Member; facts: AlertFacts },
): PageTold {
  const { deliveryId, attempt, pageId, pageKind, alertId, epoch, step, round } = member
  const page = { id: pageId, kind: pageKind, alertId, epoch, step, round }
  const expiresAt = work.now.add({ hours: linkHours })
  return {
    sending: { ...bundle, id: deliveryId, kind: 'page', attempt, page },
    facts,
    linkByAction: actionUrls(kernel, { orgId: work.orgId, deliveryId, expiresAt }),
    speaker: speakerFor(kernel.i18n, bundle.recipient),
    now: work.now,
  }
}
