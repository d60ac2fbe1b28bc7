import { createChance } from '../chance.ts'
import { act } from './acts.ts'
import type { Ground } from './ground.ts'
import { readyOf, theLook } from './held.ts'
import { beginMs } from './ground.ts'
import { startNode } from './node.ts'
import type { Node } from './node.ts'
import { drawParts, drawSources } from './plays.ts'
import type { Doing, Run } from './running.ts'
import { moveTime, settle } from './settle.ts'
import { createSink, sortCalls } from './sink.ts'
import { emptyStory } from './story.ts'
import type { Moment } from './story.ts'
import type { Parked } from './gate.ts'

const nodeNames = ['A', 'B'] as const

/** At most so much is under way at once, and so many nodes crash. */
const atOnce = 3
const maxCrashes = 3

/** So much is begun; where more can be said, there is more time to say it. */
const lengths = { usual: { least: 8, most: 30 }, long: { least: 14, most: 40 } }

/** How often a node crashes instead of sending its next statement. What people say in many steps needs some peace. */
const crashShares = { usual: 0.012, calm: 0.002 }

/** A history that has not ended by then hangs. */
const maxSteps = 20_000

/** Runs the history of this seed: the same seed, the same history. */
export async function runHistory(ground: Ground, seed: number): Promise<Run> {
  const run = await begin(ground, seed)
  const { least, most } = run.plays.size > 0 ? lengths.long : lengths.usual
  for (let left = run.chance.between(least, most); ;) {
    await ground.gate.quiet()
    if (run.step > maxSteps) {
      run.story.wrongs.push('it never came to its end')
      break
    }
    const { calls } = run.sink
    const { parked } = ground.gate
    const ready = readyOf(run)
    if (left === 0 && run.doing.size === 0 && calls.length === 0) break
    run.step += 1
    const mayBegin = left > 0 && run.doing.size < atOnce
    if (ready.length > 0 && (!mayBegin || run.chance.happens(0.85))) {
      await (run.chance.happens(run.crashShare) ? crash(run) : letThrough(run, ready))
    } else if (calls.length > 0 && (!mayBegin || run.chance.happens(0.5))) await goOn(run)
    else if (mayBegin) {
      left -= 1
      await (run.chance.happens(0.03) ? crash(run) : begun(run))
    } else if (parked.length > 0) await letThrough(run, parked)
    else if (ground.gate.blocked() > 0) await ground.gate.untilUnblocked()
    // Somebody waits for a timer: a receiver that never answers, a pause before the next try.
    else moveTime(run, Math.max(1, (ground.time.nextTimerMs() ?? ground.time.nowMs() + 1_000) - ground.time.nowMs()))
  }
  await settle(run)
  return run
}

async function begin(ground: Ground, seed: number): Promise<Run> {
  const { gate, time } = ground
  const chance = createChance(seed)
  await ground.reset()
  time.begin(beginMs, createChance(seed + 1))
  gate.open = false
  const lookedByDelivery = new Map<string, Moment>()
  const story = emptyStory(seed)
  const sink = createSink((call) => {
    gate.moved()
    run.say(`${nameOf(run, call.owner)} calls ${call.recipient}`)
    call.looked = lookedByDelivery.get(call.deliveryId) ?? run.moment()
  })
  gate.onSent((_, sql, parameters) => {
    if (!sql.includes(theLook)) return
    for (const one of parameters.flat()) if (typeof one === 'string') lookedByDelivery.set(one, run.moment())
  })
  const plays = drawParts(chance)
  const run: Run = {
    ground,
    chance,
    story,
    sink,
    nodes: [],
    plays,
    crashShare: plays.size > 0 && chance.happens(0.7) ? crashShares.calm : crashShares.usual,
    doing: new Set(),
    step: 0,
    heard: [],
    say: (line) =>
      void story.lines.push(`${run.step} ${(time.nowMs() - beginMs) / 1_000}s ${line}`.replace(/\s+/g, ' ')),
    moment: () => ({ step: run.step, ms: time.nowMs() }),
  }
  story.kinds = drawSources(chance, run.plays)
  run.say(`plays ${['the usual', ...run.plays].join(', ')}`)
  run.nodes = nodeNames.map((name) => newNode(run, name))
  return run
}

const newNode = ({ ground, sink, chance }: Run, name: string): Node =>
  startNode({ ...ground, name, clock: ground.time.clock, sink, chance: createChance(chance.between(0, 1_000_000)) })

const nameOf = (run: Run, life: object) => run.nodes.find((node) => node === life)?.name ?? 'a crashed node'

/** Lets one statement through; now and then the answer of a commit gets lost. */
async function letThrough(run: Run, among: readonly Parked[]): Promise<void> {
  const { gate } = run.ground
  const one = run.chance.pick(among as readonly [Parked])
  gate.parked.splice(gate.parked.indexOf(one), 1)
  const isLost = one.sql === 'commit' && run.chance.happens(0.01)
  if (isLost) run.story.crashes.push({ ...run.moment(), of: 'commit' })
  run.say(`${nameOf(run, one.owner)}: ${one.sql.slice(0, 110)}${isLost ? ' (its answer is lost)' : ''}`)
  one.go(isLost)
  if (run.chance.happens(0.02)) moveTime(run, run.chance.between(1, 4_000))
}

/** A message arrives, or the answer to one. */
async function goOn(run: Run): Promise<void> {
  const { chance, sink, story } = run
  sortCalls(sink)
  const call = sink.calls[chance.between(0, sink.calls.length - 1)]!
  const over = () => sink.calls.splice(sink.calls.indexOf(call), 1)
  if (!call.arrived) {
    if (chance.happens(0.04)) {
      over()
      run.say(`the message to ${call.recipient} gets lost`)
      return call.answer('lost')
    }
    call.arrived = true
    call.answersWith = chance.happens(0.85)
      ? 204
      : chance.pick<number | 'never' | 'lost'>(['never', 'lost', 500, 503, 429])
    const { deliveryId, alertIds, recipient, looked } = call
    const taken = call.answersWith === 204 || call.answersWith === 'lost' || call.answersWith === 'never'
    const page = { ...run.moment(), deliveryId, alertIds, recipient, looked, taken, told: false }
    call.page = page
    story.pages.push(page)
    if (taken) run.heard.push(call)
    return run.say(`the message arrives at ${recipient}, who answers ${call.answersWith}`)
  }
  over()
  const { answersWith, page } = call
  if (answersWith === undefined || answersWith === 'never') return
  run.say(`${call.recipient}'s answer comes back`)
  if (page && call.isAwaited() && answersWith === 204) page.told = true
  call.answer(answersWith)
}

/** A process ends between two statements, in the middle of a transaction or of a call. */
async function crash(run: Run): Promise<void> {
  const { ground, chance, nodes, story, sink } = run
  if (story.crashes.filter((one) => one.of === 'node').length >= maxCrashes) return
  const index = chance.between(0, nodes.length - 1)
  const node = nodes[index]!
  run.say(`${node.name} crashes`)
  node.alive = false
  for (const doing of run.doing) if (doing.node === node) run.doing.delete(doing)
  // What had left it may still arrive.
  sink.calls = sink.calls.filter((call) => call.owner !== node || (!call.arrived && chance.happens(0.5)))
  await ground.gate.crash(node)
  story.crashes.push({ ...run.moment(), of: 'node' })
  nodes[index] = newNode(run, node.name)
}

/** A request, a due loop or the passing of time. */
async function begun(run: Run): Promise<void> {
  const { chance } = run
  if (chance.happens(0.22)) {
    const most = run.doing.size > 0 || run.ground.gate.parked.length > 0 ? 20_000 : 150_000
    return moveTime(
      run,
      chance.pick(
        [1_000, 15_000, 30_000, 60_000, 61_000, chance.between(1, most)].filter((ms) => ms <= most) as [number],
      ),
    )
  }
  const { name, node, go } = await act(run)
  const doing: Doing = { name, node }
  run.doing.add(doing)
  run.say(`${node.name} begins: ${name}`)
  void go()
    .catch((error: Error) => run.say(`${node.name}: ${name} failed: ${error.message}`))
    .finally(() => {
      if (node.alive) run.ground.gate.moved()
      run.doing.delete(doing)
    })
}
