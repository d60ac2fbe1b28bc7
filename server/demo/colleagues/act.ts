import { z } from 'zod'
import type { Clock } from '../../kernel/clock.ts'
import type { Log } from '../../kernel/log.ts'
import type { LocalApi } from '../local.ts'
import type { Answer, OpenAlert } from './decide.ts'
import { answerTo } from './decide.ts'

/** Who tried and did not get through (the phone had stopped ringing) tries again after this time. */
const retrySeconds = 30

const person = z.object({ key: z.string() }).nullable()
const alertList = z.object({
  items: z.array(z.object({ id: z.string(), status: z.enum(['triggered', 'acknowledged', 'resolved']) })),
})
const instant = z.string().transform((text) => Temporal.Instant.from(text))
const alertDetail = z.object({
  number: z.number(),
  status: z.enum(['triggered', 'acknowledged', 'resolved']),
  summary: z.string(),
  source: z.string(),
  dedupKey: z.string(),
  createdAt: instant,
  acknowledgedAt: instant.nullable(),
  acknowledgedBy: person,
  pages: z.array(
    z.object({
      user: z.object({ key: z.string() }),
      deliveries: z.array(z.object({ channel: z.string(), status: z.string(), sentAt: instant.nullable() })),
    }),
  ),
})
const calls = z.object({
  calls: z.array(z.object({ id: z.string(), state: z.string(), spoken: z.array(z.string()) })),
})

export interface Colleagues {
  /** Everybody looks at their phone and answers what they would answer by now. */
  turn(): Promise<void>
}

export interface ColleagueParts {
  api: LocalApi
  clock: Clock
  log: Log
  seed: string
  /** The person whom the visitor plays: never answers by itself, and nobody looks into this person's mailbox. */
  visitor: string
}

/** The simulated colleagues: they answer on the sandbox's phones, by the doors that a visitor uses too. */
export function createColleagues({ api, clock, log, seed, visitor }: ColleagueParts): Colleagues {
  const triedAt = new Map<string, Temporal.Instant>()
  const isFresh = (at: Temporal.Instant) => clock.now().since(at).total('seconds') < retrySeconds
  return {
    async turn() {
      for (const [name, at] of triedAt) if (!isFresh(at)) triedAt.delete(name)
      const { items } = await api.get('/alerts?status=open&limit=100', alertList)
      for (const { id } of items) {
        const alert = asOpenAlert(await api.get(`/alerts/${id}`, alertDetail))
        const answer = answerTo(alert, visitor, seed, clock.now())
        const name = answer && `${answer.number} ${answer.person} ${answer.action}`
        if (answer === undefined || name === undefined || triedAt.has(name)) continue
        triedAt.set(name, clock.now())
        await give(api, answer, alert.summary).catch((error: Error) => {
          // The alert was answered in between, or the phone has stopped ringing: as in real life.
          log.debug({ error: error.message }, 'a simulated colleague did not get through')
        })
      }
    },
  }
}

function asOpenAlert(detail: z.output<typeof alertDetail>): OpenAlert & { summary: string } {
  const { pages, acknowledgedBy, ...rest } = detail
  const told = pages.flatMap((page) =>
    page.deliveries.flatMap(({ channel, status, sentAt }) =>
      sentAt !== null && ['sent', 'delivered'].includes(status) ? [{ person: page.user.key, channel, at: sentAt }] : [],
    ),
  )
  return { ...rest, acknowledgedBy: acknowledgedBy?.key ?? null, told }
}

async function give(api: LocalApi, answer: Answer, summary: string): Promise<void> {
  if (answer.via === 'voice') return pickUp(api, answer, summary)
  const letter = answer.action === 'resolve' ? 'r' : 'a'
  await api.post(`/sandbox/people/${answer.person}/sms`, { text: `${answer.number}${letter}` })
}

/** Listens first: a call about something else is hung up, which is no answer. */
async function pickUp(api: LocalApi, { person: key }: Answer, summary: string): Promise<void> {
  const desk = () => api.get(`/sandbox/people/${key}`, calls)
  for (const { id } of (await desk()).calls.filter((call) => call.state === 'ringing')) {
    await api.post(`/sandbox/calls/${id}/answer`)
    const spoken = (await desk()).calls.find((call) => call.id === id)?.spoken.join(' ') ?? ''
    if (spoken.includes(summary.slice(0, 60))) return void (await api.post(`/sandbox/calls/${id}/keys`, { digit: '1' }))
    await api.post(`/sandbox/calls/${id}/hangup`)
  }
}
