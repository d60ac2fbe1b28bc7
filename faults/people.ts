import { setTimeout as pause } from 'node:timers/promises'
import { post } from './ask.ts'
import type { Chance } from './chance.ts'
import type { Door } from './door.ts'
import type { ArrivedPage, GivenAnswer, History } from './history.ts'
import { token } from './set-up.ts'

/** The people who are paged: some answer, by the link in the page or over the API, some sleep on. */
export interface People {
  /** A page has arrived; called for every one. */
  hear(page: ArrivedPage, acknowledgeUrl: string): void
  /** Nobody begins an answer any more; resolves when those under way have been given. */
  stop(): Promise<void>
}

export interface PeopleParts {
  door: Door
  chance: Chance
  history: History
  /** The share of pages that is answered. */
  answeringShare: number
  /** How long a person takes to answer, in milliseconds. */
  afterMs: [least: number, most: number]
}

export function createPeople(parts: PeopleParts): People {
  const { chance, answeringShare, afterMs } = parts
  let stopped = false
  const answering = new Set<Promise<void>>()
  const answer = async (page: ArrivedPage, acknowledgeUrl: string, via: GivenAnswer['via'], waitMs: number) => {
    await pause(waitMs)
    while (!stopped && !(await acknowledge(parts, page.alertId, via, acknowledgeUrl))) await pause(150)
  }
  return {
    hear(page, acknowledgeUrl) {
      if (stopped || !page.taken || !chance.happens(answeringShare)) return
      const via = chance.happens(0.5) ? 'link' : 'api'
      const given = answer(page, acknowledgeUrl, via, chance.between(...afterMs))
      const kept = given.finally(() => answering.delete(kept))
      answering.add(kept)
    },
    async stop() {
      stopped = true
      await Promise.all(answering)
    },
  }
}

/** Answers once; false when it has to be tried again. */
async function acknowledge(
  { door, history }: PeopleParts,
  alertId: string,
  via: GivenAnswer['via'],
  acknowledgeUrl: string,
): Promise<boolean> {
  const url = door.next()
  const asked =
    via === 'link'
      ? await post(`${url}${new URL(acknowledgeUrl).pathname}`, {})
      : await post(`${url}/api/v1/alerts/${alertId}/acknowledge`, {}, { authorization: `Bearer ${token}` })
  const { begunAt, endedAt, said } = asked
  // A link acts once. That it has acted is the answer to a repeat of which nobody knows what became of it.
  const fate = via === 'link' && said === 'HTTP 409' && asked.text.includes('link_used') ? 'accepted' : asked.fate
  history.answers.push({ alertId, via, begunAt, endedAt, fate, said })
  return fate !== 'unknown'
}
