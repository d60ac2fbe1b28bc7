import type { Channel } from '../../../contract/config/person.ts'
import { fitSmsList } from '../../../rules/notifications/sms.ts'
import type { Content } from '../channels/channel.ts'
import { cut } from './facts.ts'
import { mailHtml, mailText } from './layout.ts'
import { receivedUrl, topicOf, ttlSecondsByPriority } from './push.ts'
import type { BundleTold, PageTold } from './told.ts'
import { bundleWebhook } from './webhook.ts'

/** How many alerts of a bundle a message names; the rest is counted. */
export const listedByChannel: Record<Channel, number> = { email: 20, sms: 6, voice: 1, webhook: 100, push: 3 }

/** The words of a message about several alerts, on each channel. */
export const bundleContentByChannel: Record<Channel, (told: BundleTold) => Content> = {
  email: bundleMail,
  sms: bundleSms,
  voice: bundleCall,
  webhook: bundleWebhook,
  push: bundlePush,
}

/** Whether it calls for answers, or only tells of alerts that somebody has acknowledged. */
const toneOf = ({ asks }: BundleTold) => (asks > 0 ? 'page' : 'inform')

function valuesOf({ count, entries }: BundleTold) {
  return { amount: count, more: count - entries.length, summary: titleOf(entries[0]!, 140) }
}

function titleOf({ facts }: PageTold, length: number): string {
  const summary = cut(facts.summary.replace(/\s+/g, ' ').trim(), length)
  return facts.customer ? `${cut(facts.customer.name, 40)}: ${summary}` : summary
}

const isUrgent = (told: BundleTold) => told.asks > 0 && told.entries.some(({ facts }) => facts.priority === 'high')

function bundleMail(told: BundleTold): Content {
  const { entries, acknowledgeAll, consoleUrl, speaker } = told
  const { say } = speaker
  const tone = toneOf(told)
  const values = valuesOf(told)
  const links = [
    ...(tone === 'page' ? [{ href: acknowledgeAll, text: say('action.acknowledgeAll', values) }] : []),
    { href: consoleUrl, text: say('action.open') },
  ]
  const layout = {
    preview: say(`bundle.preview.${tone}`, values),
    title: say(`bundle.title.${tone}`, values),
    paragraphs: [say(`bundle.lead.${tone}`, values)],
    facts: [],
    buttons: links,
    items: entries.map(itemOf),
    fields: [],
    closing: [
      ...(values.more > 0 ? [say('bundle.more', values)] : []),
      ...(tone === 'page' ? [say('mail.page.links')] : []),
      say(`bundle.why.${tone}`),
    ],
  }
  return {
    channel: 'email',
    subject: say('bundle.subject', values),
    text: mailText(layout),
    html: mailHtml(layout, speaker),
    links: [...links, ...layout.items.map(({ href, text }) => ({ href, text }))],
    thread: undefined,
    urgent: isUrgent(told),
  }
}

/** One alert of the list, with what answers it alone. */
function itemOf(entry: PageTold) {
  const { facts, linkByAction, speaker } = entry
  const { say, time } = speaker
  const known = [facts.service?.name, say(`severity.${facts.severity}`), time(facts.createdAt)].filter(Boolean)
  const asks = facts.status === 'triggered'
  return {
    title: `#${facts.number} ${titleOf(entry, 200)}`,
    note: known.join(' · '),
    href: asks ? linkByAction.acknowledge : facts.url,
    text: asks ? say('bundle.acknowledgeOne', { number: facts.number }) : say('action.open'),
  }
}

function bundleSms(told: BundleTold): Content {
  const { count, entries, speaker } = told
  const tone = toneOf(told)
  const items = entries.map((entry) => `#${entry.facts.number} ${titleOf(entry, 140)}`)
  const number = entries[0]!.facts.number
  const frame = (list: string, listed: number) =>
    speaker.say(listed < count ? `bundle.sms.${tone}More` : `bundle.sms.${tone}`, {
      amount: count,
      list,
      number,
      more: count - listed,
    })
  return { channel: 'sms', text: fitSmsList(items, frame) }
}

function bundleCall(told: BundleTold): Content {
  const { say } = told.speaker
  const tone = toneOf(told)
  const repeat = { digit: '*', label: say('voice.repeat') }
  return {
    channel: 'voice',
    lines: [
      say('voice.hello'),
      say(`bundle.voice.${tone}`, valuesOf(told)),
      say('bundle.voice.first', valuesOf(told)),
      say(`bundle.voice.keys.${tone}`),
    ],
    keys: tone === 'page' ? [{ digit: '1', label: say('bundle.voice.acknowledgeAll') }, repeat] : [repeat],
  }
}

function bundlePush(told: BundleTold): Content {
  const { sending, entries, acknowledgeAll, consoleUrl, speaker } = told
  const { say, language } = speaker
  const tone = toneOf(told)
  const values = valuesOf(told)
  const priority = isUrgent(told) ? ('high' as const) : ('low' as const)
  const lines = entries.map((entry) => `#${entry.facts.number} ${titleOf(entry, 100)}`)
  const button = {
    action: 'acknowledge',
    title: say('bundle.push.button'),
    url: acknowledgeAll,
    done: say('bundle.push.done', values),
    doneAt: say('bundle.push.doneAt', { ...values, time: '{{time}}' }),
  }
  return {
    channel: 'push',
    urgency: priority,
    ttlSeconds: ttlSecondsByPriority[priority],
    topic: topicOf(sending.id),
    payload: {
      title: say(`bundle.title.${tone}`, values),
      body: [...lines, ...(values.more > 0 ? [say('bundle.push.more', values)] : [])].join('\n'),
      language,
      zone: sending.recipient.timeZone,
      tag: sending.id,
      url: consoleUrl,
      stays: priority === 'high',
      actions: tone === 'page' ? [button] : [],
      already: say('bundle.push.already'),
      alreadyBy: say('bundle.push.already'),
      failed: say('bundle.push.failed'),
      waits: say('bundle.push.waits'),
      overdue: say('bundle.push.overdue', { time: '{{time}}' }),
      received: receivedUrl(acknowledgeAll),
    },
  }
}
