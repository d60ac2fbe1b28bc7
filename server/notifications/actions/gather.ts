import type { Channel } from '../../../contract/config/person.ts'
import { gather } from '../../../rules/notifications/bundle.ts'
import type { Waiting } from '../../../rules/notifications/bundle.ts'
import type { Limits } from '../../../rules/notifications/limits.ts'
import {
  contactFreeAt,
  organizationFreeAt,
  organizationSeconds,
  windowSeconds,
} from '../../../rules/notifications/limits.ts'
import type { Work } from '../../kernel/db/work.ts'
import { writeEntries } from '../../timeline/index.ts'
import type { EntryKind } from '../../timeline/index.ts'
import { claimOne } from '../store/claims.ts'
import type { DueContact, Place, SentMessage } from '../store/gathering.ts'
import {
  holdDue,
  insertBundle,
  joinBundle,
  listSent,
  listToldAlerts,
  lockDueContacts,
  lockOpenBundle,
  lockWaiting,
} from '../store/gathering.ts'
import { setCancelled } from '../store/outcomes.ts'
import type { Claim } from '../types.ts'

/** What one contact has due is handled so many rows at a time, so that a storm of one organization does not hold up others. */
const rowsPerTurn = 2_000

export interface Gathering {
  provider: string
  simulated: boolean
  leaseUntil: Temporal.Instant
  leaseSeconds: number
  limitsByChannel: ReadonlyMap<Channel, Limits>
  /** How many messages may begin. */
  room: number
}

/** Why a page did not go out as a message of its own. */
export type Suppression = 'bundled' | 'superseded' | 'limited'

export interface Gathered {
  claims: Claim[]
  /** Pages that were moved, so that the loop looks again. */
  suppressed: { channel: Channel; reason: Suppression; count: number }[]
}

/**
 * Takes what is due on channels with limits: for each contact at most one message, which tells of everything that is due for
 * it. A contact that has had enough waits, and so does everything due for it; the timeline of each alert says until when.
 */
export async function gatherDue(work: Work, gathering: Gathering): Promise<Gathered> {
  const channels = [...gathering.limitsByChannel.keys()]
  const gathered: Gathered = { claims: [], suppressed: [] }
  if (channels.length === 0 || gathering.room === 0) return gathered
  const { trx, orgId, now } = work
  const contacts = await lockDueContacts(trx, { orgId, channels, now, limit: gathering.room })
  if (contacts.length === 0) return gathered
  const sent = await loadSent(work, gathering, contacts)
  for (const contact of contacts) {
    const limits = gathering.limitsByChannel.get(contact.channel)!
    const held = heldUntil(limits, contact, sent, now)
    if (held) await hold(work, contact, held, gathered)
    else if (await take(work, gathering, contact, gathered)) {
      sent.organization.push({ contactId: contact.contactId, channel: contact.channel, at: now })
    }
  }
  return gathered
}

interface Sent {
  byContact: Map<string | null, SentMessage[]>
  organization: SentMessage[]
}

async function loadSent(work: Work, gathering: Gathering, contacts: readonly DueContact[]): Promise<Sent> {
  const { trx, orgId, now } = work
  const { leaseSeconds, limitsByChannel } = gathering
  const channels = [...new Set(contacts.map((one) => one.channel))]
  const asked = { orgId, now, leaseSeconds }
  const contactIds = contacts.map((one) => one.contactId)
  const since = (seconds: number) => now.subtract({ seconds })
  const toContacts = await listSent(trx, { ...asked, channels, contactIds, since: since(windowSeconds) })
  const counted = channels.filter((channel) => limitsByChannel.get(channel)?.organization !== undefined)
  const organization = await listSent(trx, { ...asked, channels: counted, since: since(organizationSeconds) })
  return { byContact: Map.groupBy(toContacts, (one) => one.contactId), organization }
}

interface Held {
  until: Temporal.Instant
  reason: 'limit_contact' | 'limit_organization'
}

/** Undefined: a message may go now. */
function heldUntil(limits: Limits, contact: DueContact, sent: Sent, now: Temporal.Instant): Held | undefined {
  const first = contact.rank === 0
  const at = (messages: readonly SentMessage[]) =>
    messages.filter((one) => one.channel === contact.channel).map((one) => one.at)
  const contactAt = contactFreeAt(limits, at(sent.byContact.get(contact.contactId) ?? []), now, first)
  const organizationAt = organizationFreeAt(limits, at(sent.organization), now, first)
  const byOrganization = Temporal.Instant.compare(organizationAt, contactAt) > 0
  const until = byOrganization ? organizationAt : contactAt
  if (Temporal.Instant.compare(until, now) <= 0) return undefined
  return { until, reason: byOrganization ? 'limit_organization' : 'limit_contact' }
}

async function hold(work: Work, contact: DueContact, { until, reason }: Held, gathered: Gathered): Promise<void> {
  const rows = await holdDue(work.trx, placeOf(work, contact), until, reason)
  const told = rows.filter((row) => row.isNew)
  await tellEach(work, contact, told, 'delivery.limited', { until: until.toString(), reason })
  // Counted also when nothing is told: a page that waits for the second time was moved as well.
  gathered.suppressed.push({ channel: contact.channel, reason: 'limited', count: rows.length })
}

/** True when a message begins; false when more is to join it first. */
async function take(work: Work, gathering: Gathering, contact: DueContact, gathered: Gathered): Promise<boolean> {
  const { trx, orgId } = work
  const { channel } = contact
  const place = placeOf(work, contact)
  const waiting = await lockWaiting(trx, place)
  const open = await lockOpenBundle(trx, place)
  const told =
    open === undefined
      ? new Set()
      : await listToldAlerts(
          trx,
          open,
          waiting.map((one) => one.alertId),
        )
  const fresh = gather(waiting.filter((one) => !told.has(one.alertId)))
  const superseded = [...fresh.superseded, ...waiting.filter((one) => told.has(one.alertId))]
  await supersede(work, contact, superseded)
  gathered.suppressed.push({ channel, reason: 'superseded', count: superseded.length })
  const isAll = waiting.length < place.limit
  const by = { orgId, ...gathering }
  const [lead, ...others] = fresh.members
  if (open === undefined && others.length === 0 && isAll) {
    if (lead) gathered.claims.push(await claimOne(trx, lead.id, by))
    return lead !== undefined
  }
  const id = open ?? work.id()
  if (open === undefined) await insertBundle(trx, { orgId, id, contact, at: work.now })
  const ids = fresh.members.map((one) => one.id)
  await joinBundle(trx, { id, provider: gathering.provider, simulated: gathering.simulated }, ids)
  gathered.suppressed.push({ channel, reason: 'bundled', count: ids.length })
  if (isAll) gathered.claims.push(await claimOne(trx, id, by))
  return isAll
}

const placeOf = ({ orgId, now }: Work, { contactId, channel }: DueContact): Place => ({
  orgId,
  contactId,
  channel,
  now,
  limit: rowsPerTurn,
})

/** Another message tells of the same alert. */
async function supersede(work: Work, contact: DueContact, rows: readonly Waiting[]): Promise<void> {
  const ids = rows.map((row) => row.id)
  await setCancelled(work.trx, ids, 'superseded')
  await tellEach(work, contact, rows, 'delivery.superseded', { reason: 'superseded' })
}

async function tellEach(
  work: Work,
  contact: DueContact,
  rows: readonly { id: string; alertId: string | null; pageId: string | null; attempt: number }[],
  kind: EntryKind,
  data: Record<string, unknown>,
): Promise<void> {
  const { userId, userName, channel, contactKey } = contact
  await writeEntries(
    work,
    rows.flatMap(({ id, alertId, pageId, attempt }) => {
      if (alertId === null) return []
      const what = { deliveryId: id, pageId, userId, name: userName, channel, contact: contactKey, attempt }
      return [{ alertId, kind, data: { ...what, ...data } }]
    }),
  )
  for (const { alertId } of rows.slice(0, 50)) if (alertId !== null) work.changed('alerts', alertId)
}
