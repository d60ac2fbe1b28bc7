import type { Channel } from '../../../contract/config/person.ts'
import { fitSms } from '../../../rules/notifications/sms.ts'
import type { Content } from '../channels/channel.ts'
import { cut, factLines, fieldLines } from './facts.ts'
import { pagePush } from './push.ts'
import { mailHtml, mailText } from './layout.ts'
import type { PageTold } from './told.ts'
import { acknowledgementValues, toneOf } from './told.ts'
import { pageWebhook } from './webhook.ts'

/** The words of a page on each channel. */
export const pageContentByChannel: Record<Channel, (told: PageTold) => Content> = {
  email: pageMail,
  sms: pageSms,
  voice: pageCall,
  webhook: pageWebhook,
  push: pagePush,
}

function pageMail(told: PageTold): Content {
  const { facts, linkByAction, speaker } = told
  const { say } = speaker
  const tone = toneOf(told)
  const asked = tone === 'reminder' ? 'renew' : 'acknowledge'
  const isNews = tone === 'inform' || tone === 'informUnnamed'
  const actions = [
    ...(isNews ? [] : [{ href: linkByAction.acknowledge, text: say(`action.${asked}`) }]),
    { href: linkByAction.resolve, text: say('action.resolve') },
    { href: linkByAction.escalate, text: say('action.escalate') },
    { href: facts.url, text: say('action.open') },
  ]
  const summary = cut(facts.summary.replace(/\s+/g, ' ').trim(), 200)
  const values = { summary, number: facts.number, customer: facts.customer?.name }
  const layout = {
    preview: say(`mail.page.preview.${tone}`, acknowledgementValues(told)),
    title: facts.summary,
    paragraphs: [say(`mail.page.lead.${tone}`, acknowledgementValues(told))],
    facts: factLines(facts, speaker),
    fields: fieldLines(facts),
    buttons: actions,
    closing: [say('mail.page.links'), say(isNews ? 'mail.page.whyInformed' : 'mail.page.why')],
  }
  return {
    channel: 'email',
    // The same for every mail of the alert: mail programs thread by it. What changes stands in the text.
    subject: facts.customer ? say('mail.page.subjectOf', values) : say('mail.page.subject', values),
    text: mailText(layout),
    html: mailHtml(layout, speaker),
    links: actions,
    thread: facts.id,
    urgent: facts.priority === 'high' && !isNews,
  }
}

function pageSms(told: PageTold): Content {
  const { facts, speaker } = told
  const tone = toneOf(told)
  const values = { ...acknowledgementValues(told), number: facts.number }
  const customer = facts.customer && cut(facts.customer.name, 30)
  const texts = tone === 'high' || tone === 'low' ? 'page' : tone
  const frame = (summary: string) =>
    speaker.say(customer === null ? `sms.${texts}` : `sms.${texts}Of`, { ...values, summary, customer })
  return { channel: 'sms', text: fitSms(facts.summary, frame) }
}

function pageCall(told: PageTold): Content {
  const {
    facts,
    speaker: { say },
  } = told
  const tone = toneOf(told)
  const summary = cut(facts.summary.replace(/\s+/g, ' ').trim(), 200)
  const values = { summary, customer: facts.customer?.name }
  return {
    channel: 'voice',
    lines: [
      say('voice.hello'),
      say(`voice.page.${tone}`, acknowledgementValues(told)),
      facts.customer ? say('voice.whatOf', values) : say('voice.what', values),
      say('voice.keys'),
    ],
    keys: [
      { digit: '1', label: say(tone === 'reminder' ? 'action.renew' : 'action.acknowledge') },
      { digit: '2', label: say('action.resolve') },
      { digit: '3', label: say('action.escalate') },
      { digit: '*', label: say('voice.repeat') },
    ],
  }
}
