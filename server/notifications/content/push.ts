import { createHash } from 'node:crypto'
import type { Content, PushContent } from '../channels/channel.ts'
import { cut } from './facts.ts'
import type { DirectTold, PageTold } from './told.ts'
import { acknowledgementValues, toneOf } from './told.ts'

/** What is urgent is repeated, so an old one need not arrive late; what is not may wait until the device is switched on. */
export const ttlSecondsByPriority = { high: 600, low: 86_400 } as const

/** Of one alert a push service keeps the newest message only. At most 32 characters of base64url. */
export const topicOf = (alertId: string) => createHash('sha256').update(alertId).digest('base64url').slice(0, 32)

/** The words for the service worker (web/public/sw.js), which knows none itself. */
export function pagePush(told: PageTold): PushContent {
  const { facts, linkByAction, speaker } = told
  const tone = toneOf(told)
  const { say, language } = speaker
  const summary = cut(facts.summary.replace(/\s+/g, ' ').trim(), 140)
  const { number, priority } = facts
  const about = [facts.service?.name, facts.source?.name].flatMap((name) => (name === undefined ? [] : [cut(name, 60)]))
  const lead = say(`mail.page.preview.${tone}`, acknowledgementValues(told))
  return {
    channel: 'push',
    urgency: priority,
    ttlSeconds: ttlSecondsByPriority[priority],
    topic: topicOf(facts.id),
    payload: {
      title: facts.customer ? `${cut(facts.customer.name, 40)}: ${summary}` : summary,
      body: `${lead}\n${['#' + number, say(`severity.${facts.severity}`), ...about].join(' · ')}`,
      language,
      zone: told.sending.recipient.timeZone,
      tag: facts.id,
      url: facts.url,
      stays: priority === 'high',
      actions: buttonsOf(tone).map(([action, word]) => ({
        action,
        title: say(`action.${word}`),
        url: linkByAction[action],
        done: say(`push.done.${word}`, { number, summary }),
        doneAt: say(`push.doneAt.${word}`, { number, time: '{{time}}' }),
      })),
      already: say('push.already', { number }),
      alreadyBy: say('push.alreadyBy', { number, name: '{{name}}' }),
      alreadyByAt: say('push.alreadyByAt', { number, name: '{{name}}', time: '{{time}}' }),
      failed: say('push.failed', { number }),
      waits: say('push.waits', { number }),
      overdue: say('push.overdue', { number, time: '{{time}}' }),
      received: receivedUrl(linkByAction.acknowledge),
    },
  }
}

/** Two at most: more are not shown. */
function buttonsOf(tone: ReturnType<typeof toneOf>): ['acknowledge' | 'escalate', string][] {
  if (tone === 'inform' || tone === 'informUnnamed') return [['escalate', 'escalate']]
  return [
    ['acknowledge', tone === 'reminder' ? 'renew' : 'acknowledge'],
    ['escalate', 'escalate'],
  ]
}

/** A test; codes and invitations are never sent to devices, which verify themselves. */
export function directPush(told: DirectTold, url: string): Content {
  const { say, language } = told.speaker
  const { name } = told.sending.recipient
  return {
    channel: 'push',
    urgency: 'high',
    ttlSeconds: ttlSecondsByPriority.high,
    topic: topicOf('test'),
    payload: {
      title: say('push.test.title'),
      body: say('push.test.body', { name }),
      language,
      tag: 'test',
      url,
      stays: false,
      actions: [
        {
          action: 'acknowledge',
          title: say('action.arrived'),
          url: told.linkByAction.acknowledge,
          done: say('push.test.done'),
        },
      ],
      already: say('push.test.done'),
      failed: say('push.test.failed'),
      received: receivedUrl(told.linkByAction.acknowledge),
    },
  }
}

/** Where the device says that the message has arrived: the link proves which message it was, and does nothing else there. */
export const receivedUrl = (link: string) => `${link}/received`
