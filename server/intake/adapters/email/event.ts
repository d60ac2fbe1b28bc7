import type { EmailOptions } from '../../../../contract/intake/email.ts'
import type { AlertEvent } from '../../../../contract/intake/event.ts'
import type { IntakeReason } from '../../../../contract/intake/reason.ts'
import { addField, limitFields, type Fields } from '../fields.ts'
import { dedupKeyOf, oneLine, sha256 } from '../text.ts'
import { render } from '../webhook/template.ts'
import { automaticReason } from './automatic.ts'
import type { Envelope, Mail } from './mail.ts'
import { understand, type Understood } from './known.ts'
import { judgeMail, type Followed, type Judged } from './rules.ts'

export interface Reception {
  envelope: Envelope
  options: EmailOptions
  /** The key of the mail that this one answers or follows, when that was received before. */
  threadKey?: string | undefined
}

/** Turns a mail into an event: by the rules of its source, else as its sender is known to write (wire A16). */
export function eventOfMail(mail: Mail, reception: Reception): AlertEvent {
  const automatic = automaticReason(mail, reception.envelope)
  if (automatic) return ignored(mail, automatic.reason, automatic.detail)
  const { options, threadKey } = reception
  if (!isAllowed(mail, options)) return ignored(mail, 'sender_not_allowed', `From: ${mail.from}`)
  const judged = judgeMail(mail, options)
  const { followed, failed } = judged
  const { action, about, severity, reason } = decide(mail, options, judged)
  const groups = followed?.groups ?? {}
  const key = rendered(followed?.rule.dedupKey ?? options.dedupKey, mail, groups) || threadKey
  const summary = oneLine(rendered(followed?.rule.summary, mail, groups)) || mail.subject || firstWords(mail)
  return {
    ...eventBase(mail, action, key ?? `${mail.from}: ${about}`),
    summary,
    severity: followed?.rule.severity ?? severity ?? 'unknown',
    ...(action === 'ignore' && { reason: reason ?? 'condition_ignored' }),
    ...(failed.length > 0 && { failedConditions: failed }),
  }
}

/** Kept with what gave it away, so that whoever misses an alert can see why there is none. */
function ignored(mail: Mail, reason: IntakeReason, because: string): AlertEvent {
  const event = eventBase(mail, 'ignore', '')
  return { ...event, reason, raw: { ignoredBecause: because, ...rawOf(mail) } }
}

function decide(mail: Mail, { otherwise = 'usual' }: EmailOptions, { followed }: Judged): Understood {
  const usual = understand(mail)
  if (followed) return decideByRule(followed, usual)
  if (otherwise === 'trigger') return { ...usual, action: 'trigger' }
  return otherwise === 'ignore' ? { ...usual, action: 'ignore', reason: 'no_condition_held' } : usual
}

/** What a rule leaves open is taken as usual. */
function decideByRule({ rule }: Followed, { about, severity }: Understood): Understood {
  return { action: rule.action, about, ...(severity && { severity }) }
}

function isAllowed({ from }: Mail, { senders }: EmailOptions): boolean {
  if (senders === undefined || senders.length === 0) return true
  return senders.some((one) => (one.startsWith('@') ? from.endsWith(one) : from === one))
}

function rendered(template: string | undefined, mail: Mail, groups: Readonly<Record<string, string>>): string {
  if (template === undefined) return ''
  const { subject, from, fromName, to, text } = mail
  const body = { subject, from, fromName, to: to.join(', '), text, ...groups }
  return render(template, { body, headers: {}, query: {} }).trim()
}

const firstWords = (mail: Mail) => oneLine(mail.text.slice(0, 200)) || `Mail from ${mail.from || 'nobody'}`

function eventBase(mail: Mail, action: AlertEvent['action'], key: string): AlertEvent {
  return {
    action,
    dedupKey: dedupKeyOf(key.trim() || sha256(`${mail.from}\n${mail.subject}`)),
    summary: mail.subject,
    severity: 'unknown',
    fields: fieldsOf(mail),
    links: [],
    images: [],
    raw: rawOf(mail),
    ...(mail.date !== undefined && { occurredAt: mail.date }),
  }
}

function fieldsOf(mail: Mail): Fields {
  const fields: Fields = {}
  addField(fields, 'from', mail.fromName === '' ? mail.from : `${mail.fromName} <${mail.from}>`)
  addField(fields, 'text', mail.text)
  addField(fields, 'attachments', mail.attachments.map(({ name, bytes }) => `${name} (${sizeOf(bytes)})`).join(', '))
  return limitFields(fields)
}

const sizeOf = (bytes: number) => (bytes < 1_000 ? `${bytes} B` : `${Math.round(bytes / 1_000)} kB`)

/** What is kept of a mail: everything that decides, and its words; of attachments the names. */
function rawOf({ headers, ...mail }: Mail): object {
  const kept = ['auto-submitted', 'precedence', 'x-loop', 'importance', 'x-priority', 'x-auto-response-suppress']
  const shown = kept.flatMap((name) => (headers.has(name) ? [[name, headers.get(name)!.join(', ')] as const] : []))
  return { ...mail, headers: Object.fromEntries(shown) }
}
