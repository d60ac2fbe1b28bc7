import { findingsOf, forgottenMinutes, isWell, latenessSeconds } from '../../rules/watch/findings.ts'
import type { LoopDeadline } from '../../rules/watch/findings.ts'
import { judgeProblems } from '../../rules/watch/problems.ts'
import type { DueLoop } from '../kernel/due.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Outbound } from '../kernel/outbound/index.ts'
import type { ThisNode } from './node.ts'
import { neverPinged, pingOutward } from './outward.ts'
import { claimLook, databaseMs, deleteNodesBefore, listNodes, readLook, saveLook, saveNode } from './store/nodes.ts'
import { tell } from './tell.ts'
import type { LookState } from './types.ts'

/** How often somebody looks, over all nodes. */
const everySeconds = 15

export interface LookParts {
  kernel: Kernel
  node: ThisNode
  loops: readonly DueLoop[]
  outbound: Outbound
}

/**
 * Signs this node in; then, unless another node has looked within the last seconds, looks at everything: the oldest row that
 * waits for each due loop, and what the nodes tell. Tells what is wrong, and calls the outward heartbeat when nothing is.
 * Returns what the last look found, whoever had it. Throws what the database throws: then nothing is called, and that is
 * heard outside.
 */
export async function look({ kernel, node, loops, outbound }: LookParts): Promise<LookState | null> {
  const { engine } = kernel
  const now = kernel.clock.now()
  await saveNode(engine, await node.describe(now))
  const nextAt = now.add({ seconds: everySeconds })
  const claimed = await claimLook(engine, { now, nextAt, nodeId: node.id })
  if (!claimed) return readLook(engine)
  const before = claimed.state
  await deleteNodesBefore(engine, now.subtract({ minutes: forgottenMinutes }))
  const deadlines = await readDeadlines(loops)
  const nodes = await listNodes(engine)
  const judged = judgeProblems(before?.problems ?? [], findingsOf(deadlines, nodes, now), now)
  const well = isWell(deadlines, nodes, now)
  const problems = await tell(kernel, before?.problems ?? [], judged)
  const state: LookState = {
    at: now.toString(),
    well: well && problems.every((problem) => !problem.raised),
    databaseMs: await databaseMs(engine),
    loops: deadlines.map((one) => ({ name: one.name, latenessSeconds: Math.round(latenessSeconds(one, now)) })),
    problems,
    outward: well
      ? await pingOutward(kernel, outbound, before?.outward ?? neverPinged, now)
      : (before?.outward ?? neverPinged),
  }
  await saveLook(engine, node.id, state)
  return state
}

async function readDeadlines(loops: readonly DueLoop[]): Promise<LoopDeadline[]> {
  const deadlines: LoopDeadline[] = []
  // One after the other: the engine's connections belong to what is due.
  for (const loop of loops) {
    deadlines.push({ name: loop.name, oldestAt: await (loop.oldestAt ? loop.oldestAt() : loop.nextAt()) })
  }
  return deadlines
}
