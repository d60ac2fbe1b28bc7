import { createHash } from 'node:crypto'
import type { AlertEvent } from '../../../contract/intake/event.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { eventOfMail } from '../adapters/email/event.ts'
import type { Mail } from '../adapters/email/mail.ts'
import { readMail } from '../adapters/email/read.ts'
import { isAway } from '../../kernel/db/away.ts'
import type { Collector } from '../collect.ts'
import { maxRawLength } from '../limits.ts'
import type { IntakeMetrics } from '../metrics.ts'
import { keptText } from '../refusals.ts'
import { findMails, insertMail } from '../store/mails.ts'
import type { OpenSource, Verdict } from '../types.ts'
import { replies } from './reply.ts'

/** Mail servers try again for five days; longer threads begin anew. */
const keptDays = 14

/** A source that a mail is for, with the key in its address. */
export interface Addressee {
  source: OpenSource
  integrationKey: string
  address: string
}

export interface MailReceiverParts {
  kernel: Kernel
  collector: Collector
  metrics: IntakeMetrics
}

/**
 * Stores a mail as an event of each source that it is for. Resolves after the commit, and only then may the sender be told
 * 250; throws a Reply otherwise. A mail that was received before is stored once.
 */
export async function receiveMail(
  parts: MailReceiverParts,
  raw: Uint8Array,
  sender: string,
  addressees: readonly Addressee[],
): Promise<void> {
  const mail = await readMail(raw).catch(() => undefined)
  if (!mail) throw replies.unreadable()
  const recipients = addressees.map(({ address }) => address.toLowerCase())
  const verdicts = await Promise.all(
    addressees.map((addressee) => receiveFor(parts, mail, { sender, recipients }, addressee)),
  )
  if (verdicts.some(({ kind }) => kind === 'overloaded')) throw replies.busy()
  if (verdicts.some(({ kind }) => kind === 'failed')) throw replies.failed()
}

async function receiveFor(
  parts: MailReceiverParts,
  mail: Mail,
  envelope: { sender: string; recipients: string[] },
  { source, integrationKey }: Addressee,
): Promise<Verdict> {
  const { kernel, collector } = parts
  const receivedAt = kernel.clock.now()
  const before = await earlier(kernel, source, mail)
  if (before.isRepeat) return { kind: 'stored', outcomes: [] }
  const event = eventOfMail(mail, {
    envelope,
    options: source.options.email ?? {},
    threadKey: before.threadKey,
  })
  const shown = withoutKey(event, integrationKey)
  const verdict = await collector.submit({
    source,
    events: [shown],
    rawOf: () => keptText(JSON.stringify(event.raw) ?? '', integrationKey, maxRawLength),
    bytes: mail.text.length + mail.otherText.length,
    refused: [],
    receivedAt,
    async also(work) {
      const { messageId } = mail
      if (messageId === undefined) return []
      const dedupKey = shown.action === 'ignore' ? null : shown.dedupKey
      const expiresAt = work.now.add({ hours: 24 * keptDays }).round({ smallestUnit: 'hour', roundingMode: 'ceil' })
      const row = { orgId: work.orgId, sourceId: source.id, messageIdHash: hashOf(messageId), dedupKey, expiresAt }
      await insertMail(work.trx, row)
      return []
    },
  })
  return verdict
}

/** Whether the mail was received before, and the key of its thread. */
async function earlier(
  kernel: Kernel,
  source: OpenSource,
  { messageId, references }: Mail,
): Promise<{ isRepeat: boolean; threadKey?: string }> {
  const ids = [...(messageId === undefined ? [] : [messageId]), ...references]
  if (ids.length === 0) return { isRepeat: false }
  try {
    const found = await kernel.work.inOrganization(source.orgId, ({ trx }) =>
      findMails(trx, source.id, ids.map(hashOf)),
    )
    const keyByHash = new Map(found.map((one) => [one.messageIdHash.toString('hex'), one.dedupKey]))
    if (messageId !== undefined && keyByHash.has(hashOf(messageId).toString('hex'))) return { isRepeat: true }
    const threadKey = references.map((id) => keyByHash.get(hashOf(id).toString('hex'))).find((key) => key)
    return { isRepeat: false, ...(threadKey && { threadKey }) }
  } catch (error) {
    if (isAway(error)) throw replies.busy()
    throw error
  }
}

const hashOf = (messageId: string) => createHash('sha256').update(messageId).digest()

/** A mail often names its own address, which is a secret of the source. */
function withoutKey(event: AlertEvent, integrationKey: string): AlertEvent {
  const hide = (text: string) =>
    text.toLowerCase().includes(integrationKey.toLowerCase())
      ? text.replaceAll(new RegExp(integrationKey, 'gi'), '[integration key]')
      : text
  const fields = Object.fromEntries(Object.entries(event.fields).map(([name, value]) => [name, hide(value)]))
  return { ...event, dedupKey: hide(event.dedupKey), summary: hide(event.summary), fields }
}
