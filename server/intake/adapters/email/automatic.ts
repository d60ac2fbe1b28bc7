import type { IntakeReason } from '../../../../contract/intake/reason.ts'
import type { Envelope, Mail } from './mail.ts'
import { headerOf } from './mail.ts'

export interface NoAlert {
  reason: IntakeReason
  detail: string
}

/** Subjects of mails that a mail program wrote because its owner is away. */
const away =
  /^(?:automatic reply|auto(?:matic)?[- ]?reply|out of (?:the )?office|abwesen|automatische antwort|nicht im büro|réponse automatique)/i

/** What our own mails are called (notifications/channels/smtp). */
const ownMessage = /^<delivery-[0-9a-f]{8}-[0-9a-f-]{27}@[^>]+>$/i

/**
 * Why a mail is no report of a monitoring system: an answer that a program gave by itself, a bounce, or our own mail that
 * came back (wire A16, "Loop protection"). `Auto-Submitted: auto-generated` is what monitoring systems write, and
 * `X-Auto-Response-Suppress` only asks others not to answer, so neither is a reason alone.
 */
export function automaticReason(mail: Mail, envelope: Envelope): NoAlert | undefined {
  return bounceOf(mail, envelope) ?? loopOf(mail, envelope) ?? replyOf(mail)
}

function bounceOf(mail: Mail, { sender }: Envelope): NoAlert | undefined {
  if (/^multipart\/report\b/i.test(headerOf(mail, 'content-type'))) {
    return { reason: 'bounce', detail: 'Content-Type: multipart/report' }
  }
  return sender === '' ? { reason: 'bounce', detail: 'the return path is empty' } : undefined
}

function loopOf(mail: Mail, { recipients }: Envelope): NoAlert | undefined {
  const loops = (mail.headers.get('x-loop') ?? []).map((value) => value.toLowerCase())
  if (loops.some((value) => /\bpikett\b/.test(value) || recipients.some((one) => value.includes(one)))) {
    return { reason: 'mail_loop', detail: 'X-Loop names us' }
  }
  // Not the domain: the monitoring may run on the same machine as we do.
  if (!ownMessage.test(mail.messageId ?? '')) return undefined
  return { reason: 'mail_loop', detail: `Message-ID: ${mail.messageId}` }
}

function replyOf(mail: Mail): NoAlert | undefined {
  const submitted = headerOf(mail, 'auto-submitted').trim().toLowerCase()
  if (/^auto-replied\b/.test(submitted)) return reply(`Auto-Submitted: ${submitted}`)
  if (/^auto[_-]?reply$/i.test(headerOf(mail, 'precedence').trim())) return reply('Precedence: auto_reply')
  for (const name of ['x-autoreply', 'x-autorespond', 'x-autoreply-from']) {
    if (mail.headers.has(name)) return reply(name)
  }
  if (!away.test(mail.subject)) return undefined
  const isAnswer = mail.references.length > 0 || mail.headers.has('x-auto-response-suppress')
  const isWritten = submitted !== '' && submitted !== 'no'
  return isAnswer || isWritten ? reply('the subject says that somebody is away') : undefined
}

const reply = (detail: string): NoAlert => ({ reason: 'automatic_reply', detail })
