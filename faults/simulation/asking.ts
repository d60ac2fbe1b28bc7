import type { Caller, Node } from './node.ts'
import type { Run } from './running.ts'
import type { Asked, Fate } from './story.ts'

/** Something that can be begun. */
export interface Act {
  name: string
  node: Node
  go(): Promise<void>
}

interface Request extends Omit<Asked, 'begun' | 'ended' | 'fate'> {
  path: string
  body: unknown
  caller?: Caller
}

/** Requests without an answer so far, and who has them. */
const underWay = new WeakMap<Asked, Node>()

export const isUnderWay = (one: Asked): boolean => underWay.get(one)?.alive === true

const known = [200, 202, 204, 409, 410, 503]

/** A request of which the story tells what became of it. */
export function request(run: Run, node: Node, { path, body, caller, ...what }: Request): Act {
  const about = what.key ?? `alert …${what.alertId!.slice(-4)}`
  return {
    name: `${what.what} ${about} by ${what.via}`,
    node,
    async go() {
      const asked: Asked = { ...what, begun: run.moment(), fate: 'unknown' }
      run.story.asked.push(asked)
      underWay.set(asked, node)
      try {
        const { status, text } = await node.ask(path, body, caller)
        if (!node.alive) return
        asked.fate = fateOf(status, text)
        asked.ended = run.moment()
        if (what.what === 'responders' && status === 200) noteAdded(run, asked, text)
        run.say(`${node.name} answers ${status} to ${what.what} ${about}`)
        // A snooze whose end has passed on the way is none.
        const isLate = status === 400 && what.untilMs !== undefined && what.untilMs <= run.moment().ms
        if (!known.includes(status) && !isLate)
          run.story.wrongs.push(`${what.what} by ${what.via} got ${status}: ${text.slice(0, 200)}`)
      } finally {
        underWay.delete(asked)
      }
    },
  }
}

function noteAdded(run: Run, asked: Asked, text: string): void {
  const { added, already } = JSON.parse(text) as { added: unknown[]; already: unknown[] }
  asked.isAdded = added.length === 1
  if (added.length + already.length !== 1) run.story.wrongs.push(`${asked.to} was asked, and the answer is ${text}`)
}

function fateOf(status: number, text: string): Fate {
  if (status < 300) return 'accepted'
  // A link acts once: that it has acted is the answer to a repeat.
  return status >= 500 || text.includes('link_used') ? 'unknown' : 'refused'
}
