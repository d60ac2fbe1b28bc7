import type { MailContent } from '../channel.ts'
import type { MailServer } from './settings.ts'

export interface OutgoingMail {
  deliveryId: string
  to: { name: string; address: string }
  from: MailServer['from']
  date: Temporal.Instant
  content: MailContent
}

/**
 * The mail as wire B11 wants it. One recipient per mail. The Message-ID is the delivery's, so that a repeat after a crash
 * is recognised; all mails of an alert refer to one root that never existed, so that clients thread them.
 */
export function mailOptions(mail: OutgoingMail) {
  const { content, deliveryId } = mail
  const domain = mail.from.address.slice(mail.from.address.lastIndexOf('@') + 1)
  const root = content.thread === undefined ? undefined : `<alert-${content.thread}@${domain}>`
  const subject = oneLine(content.subject)
  return {
    from: { name: oneLine(mail.from.name), address: mail.from.address },
    to: { name: oneLine(mail.to.name), address: mail.to.address },
    subject,
    messageId: `<delivery-${deliveryId}@${domain}>`,
    date: new Date(mail.date.epochMilliseconds),
    text: content.text,
    html: content.html,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(root !== undefined && { 'Thread-Topic': subject }),
      ...(content.urgent && { Importance: 'high', 'X-Priority': '1' }),
    },
    ...(root !== undefined && { inReplyTo: root, references: root }),
    // A mail is data: the library must neither read files nor fetch addresses that a text happens to name.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** A line break inside a header would begin another header. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
