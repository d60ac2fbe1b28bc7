import { integrationKey, token } from './ground.ts'
import { isLookHeld } from './held.ts'
import type { Node } from './node.ts'
import type { Run } from './running.ts'
import type { Asked, Fate } from './story.ts'
import { lives } from './time.ts'

/** Something that can be begun. */
interface Act {
  name: string
  node: Node
  go(): Promise<void>
}

const keys = ['disk', 'link', 'power'] as const

/** The next thing that happens to the installation, by chance. */
export async function act(run: Run): Promise<Act> {
  const node = run.chance.pick(run.nodes as [Node])
  const kind = run.chance.between(1, 100)
  const answers = isLookHeld(run) ? 70 : 22
  if (kind <= answers) return (await answer(run, node)) ?? event(run, node)
  if (kind <= answers + (100 - answers) / 2) return event(run, node)
  return runLoop(run, node)
}

/** A sender says one thing after the other about a problem: it waits for the answer. */
function event(run: Run, node: Node): Act {
  const key = run.chance.pick(keys)
  const what = run.chance.happens(0.7) ? 'trigger' : 'resolve'
  const waits = run.story.asked.some((one) => one.key === key && underWay.get(one)?.alive === true)
  if (waits) return runLoop(run, node)
  const body = {
    dedupKey: key,
    summary: `${key} is down`,
    severity: 'critical',
    ...(what === 'resolve' && { status: 'resolved' }),
  }
  return request(run, node, { what, via: 'event', key }, `/in/${integrationKey}`, body)
}

/** Requests without an answer so far, and who has them. */
const underWay = new WeakMap<Asked, Node>()

/** Somebody answers: to a message that came, or in the console to an alert that is there. */
async function answer(run: Run, node: Node): Promise<Act | undefined> {
  const number = run.chance.between(1, 10)
  const what = number <= 6 ? 'acknowledge' : number <= 8 ? 'resolve' : 'escalate'
  if (run.chance.happens(0.6)) {
    const alertId = await anOpenAlert(run)
    if (alertId === undefined) return undefined
    return request(run, node, { what, via: 'api', alertId }, `/api/v1/alerts/${alertId}/${what}`, {}, token)
  }
  if (run.heard.length === 0) return undefined
  const call = run.heard[run.chance.between(0, run.heard.length - 1)]!
  const alertId = run.chance.pick(call.alertIds as [string])
  return request(run, node, { what, via: 'link', alertId }, new URL(call.actions[what]).pathname, {})
}

const openAlerts = `select alerts.id from alerts join sources on sources.id = alerts.source_id
  where sources.key = 'anything' order by alerts.status = 'resolved', alerts.id desc limit 3`

/** One of those that came last. */
async function anOpenAlert({ ground, chance }: Run): Promise<string | undefined> {
  const { rows } = await ground.admin.query<{ id: string }>({ name: 'open-alerts', text: openAlerts })
  return rows.length === 0 ? undefined : chance.pick(rows as [{ id: string }]).id
}

function request(
  run: Run,
  node: Node,
  what: Pick<Asked, 'what' | 'via' | 'key' | 'alertId'>,
  path: string,
  body: unknown,
  withToken?: string,
): Act {
  const about = what.key ?? `alert …${what.alertId!.slice(-4)}`
  return {
    name: `${what.what} ${about} by ${what.via}`,
    node,
    async go() {
      const asked: Asked = { ...what, begun: run.moment(), fate: 'unknown' }
      run.story.asked.push(asked)
      underWay.set(asked, node)
      try {
        const { status, text } = await node.ask(path, body, withToken)
        if (!node.alive) return
        asked.fate = fateOf(status, text)
        asked.ended = run.moment()
        run.say(`${node.name} answers ${status} to ${what.what} ${about}`)
        const known = [200, 202, 204, 409, 410, 503]
        if (!known.includes(status))
          run.story.wrongs.push(`${what.what} by ${what.via} got ${status}: ${text.slice(0, 200)}`)
      } finally {
        underWay.delete(asked)
      }
    },
  }
}

function fateOf(status: number, text: string): Fate {
  if (status < 300) return 'accepted'
  // A link acts once: that it has acted is the answer to a repeat.
  return status >= 500 || text.includes('link_used') ? 'unknown' : 'refused'
}

const often = ['escalations', 'deliveries']

/** A due loop of a node has its turn. */
function runLoop(run: Run, node: Node): Act {
  const { clock } = run.ground.time
  const favoured = node.loops.filter((loop) => often.includes(loop.name))
  const loop = run.chance.pick((run.chance.happens(0.75) ? favoured : node.loops) as [Node['loops'][number]])
  const go = () => lives.run(node, async () => void (await loop.run(clock.now())))
  return { name: loop.name, node, go }
}
