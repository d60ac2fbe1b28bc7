import { organizations } from './ground.ts'
import { isLookHeld } from './held.ts'
import type { Caller, Node } from './node.ts'
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
  const { key: of, integrationKey } = organizations[run.chance.happens(0.75) ? 0 : 1]
  const dedupKey = run.chance.pick(keys)
  const key = `${of}/${dedupKey}`
  const what = run.chance.happens(0.7) ? 'trigger' : 'resolve'
  const waits = run.story.asked.some((one) => one.key === key && underWay.get(one)?.alive === true)
  if (waits) return runLoop(run, node)
  const body = {
    dedupKey,
    summary: `${dedupKey} is down`,
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
    const alert = await anAlert(run)
    if (alert === undefined) return undefined
    const { id: alertId, organization } = alert
    const path = `/api/v1/alerts/${alertId}/${what}`
    if (run.chance.happens(0.1)) return asStranger(run, node, organization, path)
    const { token } = organizations.find(({ key }) => key === organization)!
    return request(run, node, { what, via: 'api', alertId }, path, {}, { token })
  }
  if (run.heard.length === 0) return undefined
  const call = run.heard[run.chance.between(0, run.heard.length - 1)]!
  const alertId = run.chance.pick(call.alertIds as [string])
  return request(run, node, { what, via: 'link', alertId }, new URL(call.actions[what]).pathname, {})
}

/** Somebody of another organization tries, and learns nothing. */
const asStranger = (run: Run, node: Node, organization: string, path: string): Act => ({
  name: `somebody of another organization than ${organization} tries`,
  node,
  async go() {
    const { token } = organizations.find(({ key }) => key !== organization)!
    const { status, text } = await node.ask(path, {}, { token })
    // "Come back" tells nothing either.
    if (node.alive && status !== 404 && status !== 503)
      run.story.wrongs.push(`a stranger got ${status}: ${text.slice(0, 200)}`)
  },
})

const lastAlerts = `select alerts.id, organizations.key as organization
  from alerts join sources on sources.id = alerts.source_id join organizations on organizations.id = alerts.org_id
  where sources.key = 'anything' order by alerts.status = 'resolved', alerts.id desc limit 4`

/** One of those that came last, rather an open one. */
async function anAlert({ ground, chance }: Run): Promise<{ id: string; organization: string } | undefined> {
  const { rows } = await ground.admin.query<{ id: string; organization: string }>({ name: 'alerts', text: lastAlerts })
  return rows.length === 0 ? undefined : chance.pick(rows as [(typeof rows)[number]])
}

function request(
  run: Run,
  node: Node,
  what: Pick<Asked, 'what' | 'via' | 'key' | 'alertId'>,
  path: string,
  body: unknown,
  by?: Caller,
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
        const { status, text } = await node.ask(path, body, by)
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
