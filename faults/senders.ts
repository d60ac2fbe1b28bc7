import { setTimeout as pause } from 'node:timers/promises'
import { post } from './ask.ts'
import type { Asked } from './ask.ts'
import type { Chance } from './chance.ts'
import type { Door } from './door.ts'
import type { History, SentEvent } from './history.ts'
import { keys } from './set-up.ts'

type Action = SentEvent['action']

/** A monitoring system: one problem after the other, each request repeated until it is taken. */
export interface Sender {
  /** Lets it finish the request that it is at; what was not taken by then stays undecided. */
  stop(): Promise<void>
}

export interface SenderParts {
  door: Door
  name: string
  chance: Chance
  history: History
  /** Pause between two requests, in milliseconds. */
  pauseMs: [least: number, most: number]
}

export function startSender(parts: SenderParts): Sender {
  let stopped = false
  const wait = () => pause(parts.chance.between(...parts.pauseMs))
  const work = async () => {
    for (let number = 1; !stopped; number += 1) {
      const key = `${parts.name}-${number}`
      const send = senderOf(parts, key)
      for (const action of problem(parts.chance)) {
        while (!stopped && (await send(action)) === 'unknown') await pause(150)
        await wait()
        if (stopped) break
      }
    }
  }
  const done = work()
  return {
    async stop() {
      stopped = true
      await done
    },
  }
}

/** The life of one problem: it begins, repeats, may be answered on the sender's side, may end, and may come back. */
function problem(chance: Chance): Action[] {
  const repeats = Array.from({ length: chance.between(0, 2) }, (): Action => 'trigger')
  const middle: Action[] = chance.happens(0.15) ? ['acknowledge'] : []
  const end: Action[] = chance.happens(0.3) ? ['resolve'] : []
  const again: Action[] = end.length > 0 && chance.happens(0.5) ? ['trigger'] : []
  return ['trigger', ...repeats, ...middle, ...end, ...again]
}

/** Half of the problems speak PagerDuty's language, half are plain JSON; a key stays with its source. */
function senderOf({ door, chance, history }: SenderParts, key: string): (action: Action) => Promise<Asked['fate']> {
  const isPlain = chance.happens(0.5)
  return async (action) => {
    const plain = { summary: `${key} is down`, dedup_key: key, status: action }
    const payload = { summary: `${key} is down`, source: 'faults', severity: 'critical' }
    const event = { routing_key: keys.events, event_action: action, dedup_key: key, payload }
    const url = door.next()
    const asked = isPlain ? await post(`${url}/in/${keys.anything}`, plain) : await post(`${url}/v2/enqueue`, event)
    const { begunAt, endedAt, fate, said } = asked
    history.events.push({ key, action, begunAt, endedAt, fate, said })
    return fate
  }
}
