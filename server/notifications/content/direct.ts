import type { Channel } from '../../../contract/config/person.ts'
import type { Content } from '../channels/channel.ts'
import { directPush } from './push.ts'
import { mailHtml, mailText } from './layout.ts'
import type { DirectTold } from './told.ts'

/** The words of a message that belongs to no alert. */
export function directContent(told: DirectTold, channel: Channel): Content {
  if (channel === 'email') return directMail(told)
  if (channel === 'webhook') return directWebhook(told)
  if (channel === 'push') return directPush(told, '/me')
  const { say } = told.speaker
  const values = valuesOf(told)
  if (channel === 'sms') return { channel: 'sms', text: say(`sms.${told.content.kind}`, values) }
  // Digits are spoken one by one.
  const spoken = { ...values, code: (values.code ?? '').split('').join(', ') }
  const lines = [say('voice.hello'), say(`voice.${told.content.kind}`, spoken)]
  if (told.content.kind !== 'test') return { channel: 'voice', lines, keys: [] }
  const keys = [
    { digit: '1', label: say('action.arrived') },
    { digit: '*', label: say('voice.repeat') },
  ]
  return { channel: 'voice', lines: [...lines, say('voice.testKeys')], keys }
}

function valuesOf({ sending, content, speaker }: DirectTold) {
  return {
    name: sending.recipient.name,
    organization: sending.organization.name,
    contact: sending.contact?.key,
    code: 'code' in content ? content.code : undefined,
    url: 'url' in content ? content.url : undefined,
    by: 'by' in content ? content.by : undefined,
    until: 'expiresAt' in content ? speaker.time(Temporal.Instant.from(content.expiresAt)) : undefined,
  }
}

function directMail(told: DirectTold): Content {
  const { say } = told.speaker
  const { kind } = told.content
  const values = valuesOf(told)
  const href = kind === 'test' ? told.linkByAction.acknowledge : values.url
  const buttons = href === undefined ? [] : [{ href, text: say(`mail.${kind}.button`) }]
  const layout = {
    preview: say(`mail.${kind}.title`, values),
    title: say(`mail.${kind}.title`, values),
    paragraphs: [say(`mail.${kind}.lead`, values)],
    facts: values.code === undefined ? [] : [{ name: say('fact.code'), value: values.code }],
    fields: [],
    buttons,
    closing: [say(`mail.${kind}.closing`, values)],
  }
  return {
    channel: 'email',
    subject: say(`mail.${kind}.subject`, values),
    text: mailText(layout),
    html: mailHtml(layout, told.speaker),
    links: buttons,
    thread: undefined,
    urgent: false,
  }
}

function directWebhook(told: DirectTold): Content {
  const { sending, content, speaker, now } = told
  return {
    channel: 'webhook',
    body: {
      type: content.kind,
      timestamp: now.toString(),
      delivery: { id: sending.id },
      recipient: { key: sending.recipient.key, name: sending.recipient.name },
      message: speaker.say(`webhook.${content.kind}`, valuesOf(told)),
      ...('code' in content && { code: content.code }),
      ...(content.kind === 'test' && { actions: { acknowledge: told.linkByAction.acknowledge } }),
    },
  }
}
