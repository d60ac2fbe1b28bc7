import { disablesContact, refusalsUntilDisabled } from '../../../rules/notifications/retry.ts'
import type { Work } from '../../kernel/db/work.ts'
import { writeEntries, writeEntry } from '../../timeline/index.ts'
import type { EntryKind } from '../../timeline/index.ts'
import { deliveryLoopName, pageFailed } from '../events.ts'
import { disableContact } from '../store/contacts.ts'
import type { RecordedDelivery, RecordedSent } from '../store/outcomes.ts'
import { lastEndings, pullForward } from '../store/outcomes.ts'
import type { Failure, PageFailed } from '../types.ts'
import { tellElsewhere } from './news.ts'

/** How far back refusals of a contact count. */
const refusalDays = 30

/** Open consoles are told of so many alerts by name; of more they hear that some have changed. */
const namedChanges = 50

/** What an entry says of its message. */
type Told = Omit<RecordedSent, 'status' | 'contactId'>

/** Nothing of the page can reach its person any more. */
export async function failPage(work: Work, page: PageFailed, userName: string): Promise<void> {
  const { alertId, pageId, userId } = page
  await writeEntry(work, { alertId, kind: 'page.failed', data: { pageId, userId, name: userName } })
  await work.emit(pageFailed, page)
}

/** Which contact is messaged now instead, for the timeline. */
export async function useNextContact(work: Work, row: RecordedDelivery): Promise<{ instead?: object }> {
  if (row.pageId === null) return {}
  const next =
    (await pullForward(work.trx, { pageId: row.pageId, contactId: row.contactId }, work.now)) ??
    (await tellElsewhere(work, [row.pageId], row.contactId))[0]
  if (!next) return {}
  work.wake(deliveryLoopName)
  return { instead: { contact: next.contactKey, channel: next.channel } }
}

/** Switches the contact off when its last answers say that it will never work. */
export async function disableIfBad(work: Work, row: RecordedDelivery, reason: Failure): Promise<boolean> {
  if (row.contactId === null) return false
  const since = idAt(work.now.subtract({ hours: refusalDays * 24 }))
  const earlier = await lastEndings(work.trx, row.contactId, row.id, since, refusalsUntilDisabled)
  if (!disablesContact(reason, earlier)) return false
  return disableContact(work.trx, row.contactId, work.now, reason)
}

/** The smallest identifier (UUID version 7) of an instant: they begin with its milliseconds. */
export function idAt(at: Temporal.Instant): string {
  const hex = at.epochMilliseconds.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** An entry in the timeline of the alert; a message without one leaves none, and is told to consoles that wait for it. */
export async function tell(work: Work, row: Told, kind: EntryKind, data: Record<string, unknown>): Promise<void> {
  await tellEach(work, [{ row, kind, data }])
}

/** Several of them in one statement. */
export async function tellEach(
  work: Work,
  told: readonly { row: Told; kind: EntryKind; data: Record<string, unknown> }[],
): Promise<void> {
  const entries = told.flatMap(({ row, kind, data }) => {
    if (row.alertId === null) return []
    const { alertId, id, pageId, userId, userName, channel, contactKey, attempt, provider, simulated } = row
    const what = { deliveryId: id, pageId, userId, name: userName, channel, contact: contactKey, attempt, provider }
    return [{ alertId, kind, data: { ...what, ...(simulated && { simulated: true }), ...data } }]
  })
  await writeEntries(work, entries)
  for (const { row } of told.slice(0, namedChanges)) if (row.alertId === null) work.changed('messages', row.id)
  for (const { alertId } of entries.slice(0, namedChanges)) work.changed('alerts', alertId)
  if (entries.length > namedChanges) work.changed('alerts')
}
