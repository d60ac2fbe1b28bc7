import type { Act } from './asking.ts'
import { isUnderWay, request } from './asking.ts'
import { lookForDue } from './due.ts'
import { integrationKeyOf, organizations } from './ground.ts'
import { ping } from './heartbeats.ts'
import { isLookHeld } from './held.ts'
import type { Node } from './node.ts'
import { answer } from './people.ts'
import { problems } from './plays.ts'
import type { Run } from './running.ts'
import { lives } from './time.ts'
import { work } from './windows.ts'

/** The next thing that happens to the installation, by chance. */
export async function act(run: Run): Promise<Act> {
  const node = run.chance.pick(run.nodes as [Node])
  const kind = run.chance.between(1, 100)
  const answers = isLookHeld(run) ? 70 : run.plays.size > 0 ? 42 : 22
  if (run.plays.has('quiet') && run.chance.happens(0.12)) return work(run, node)
  if (run.plays.has('heartbeats') && run.chance.happens(0.2)) return ping(run, node)
  if (kind <= answers) return (await answer(run, node)) ?? event(run, node)
  if (kind <= answers + (100 - answers) / 2) return event(run, node)
  return runLoop(run, node)
}

/** A sender says one thing after the other about a problem: it waits for the answer. */
async function event(run: Run, node: Node): Promise<Act> {
  const organization = organizations[run.chance.happens(0.75) ? 0 : 1]
  const dedupKey = run.chance.pick(problems)
  const key = `${organization.key}/${dedupKey}`
  const what = run.chance.happens(0.7) ? 'trigger' : 'resolve'
  if (run.story.asked.some((one) => one.key === key && isUnderWay(one))) return runLoop(run, node)
  const body = {
    dedupKey,
    summary: `${dedupKey} is down`,
    severity: 'critical',
    ...(what === 'resolve' && { status: 'resolved' }),
  }
  const path = `/in/${integrationKeyOf(organization, run.story.kinds[key]!)}`
  return request(run, node, { what, via: 'event', key, path, body })
}

const often = ['escalations', 'deliveries']

/** A due loop of a node has its turn, rather one that has something to do. */
async function runLoop(run: Run, node: Node): Promise<Act> {
  const { time, admin } = run.ground
  const { clock } = time
  const dueMs = run.chance.happens(0.6) ? await lookForDue(admin) : undefined
  const due = dueMs === undefined ? [] : node.loops.filter((one) => dueMs(one.name) <= time.nowMs())
  const favoured = due.length > 0 ? due : node.loops.filter((one) => often.includes(one.name))
  const loop = run.chance.pick((run.chance.happens(0.75) ? favoured : node.loops) as [Node['loops'][number]])
  const go = () => lives.run(node, async () => void (await loop.run(clock.now())))
  return { name: loop.name, node, go }
}
