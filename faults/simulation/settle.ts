import { dueByLoop, lookForDue } from './due.ts'
import type { Run } from './running.ts'
import { sortCalls } from './sink.ts'

export function moveTime(run: Run, ms: number): void {
  run.say(`${ms / 1_000} s pass`)
  if (!run.ground.gate.open && run.ground.gate.parked.length > 0) run.story.silentMs += ms
  run.ground.time.move(ms)
}

/** Everything works again: what is due is handled until nothing more will happen by itself. */
export async function settle(run: Run): Promise<void> {
  const { gate, time, admin } = run.ground
  run.step += 1
  gate.open = true
  run.story.settledMs = time.nowMs()
  for (const one of gate.parked.splice(0)) one.go()
  const [first] = run.nodes
  for (let turns = 0; turns < 200; turns += 1) {
    let handled = 0
    // The others first write down what they only remember; from then on one node does everything.
    for (const node of turns === 0 ? run.nodes : [first!]) {
      for (const loop of node.loops.filter(({ name }) => dueByLoop[name] === undefined))
        handled += await answered(run, loop.run(time.clock.now()))
    }
    const dueMs = await lookForDue(admin)
    const due = first!.loops.filter((loop) => dueMs(loop.name) <= time.nowMs())
    for (const loop of due) handled += await answered(run, loop.run(time.clock.now()))
    if (handled > 0) continue
    const nextMs = Math.min(...first!.loops.map((loop) => dueMs(loop.name)))
    if (nextMs === Infinity) return nothingIsDue(run)
    run.step += 1
    moveTime(run, Math.max(1, nextMs - time.nowMs()))
  }
  run.story.wrongs.push('something stays due however often the loops run')
}

/** What the columns say is what the loops themselves say, by which a real node sleeps. */
async function nothingIsDue({ nodes, story }: Run): Promise<void> {
  for (const loop of nodes[0]!.loops) {
    const at = await loop.nextAt()
    if (at !== undefined) story.wrongs.push(`${loop.name} is due at ${at.toString()}, and nothing says so`)
  }
}

/** Receivers answer at once. */
async function answered<T>(run: Run, promise: Promise<T>): Promise<T> {
  let isOver = false
  void promise.catch(() => {}).finally(() => (isOver = true))
  while (!isOver) {
    await run.ground.gate.quiet()
    run.step += 1
    // What waits for a pause before its next try, such as an outcome that could not be recorded, gets it.
    const timerMs = run.ground.time.nextTimerMs()
    if (!isOver && run.sink.calls.length === 0 && timerMs !== undefined) {
      moveTime(run, Math.max(1, timerMs - run.ground.time.nowMs()))
    }
    sortCalls(run.sink)
    for (const call of run.sink.calls.splice(0)) {
      const { deliveryId, alertIds, recipient, looked } = call
      const told = call.isAwaited()
      if (!call.arrived)
        run.story.pages.push({ ...run.moment(), deliveryId, alertIds, recipient, looked, taken: true, told })
      run.say(`the message arrives at ${recipient}`)
      call.answer(204)
    }
  }
  return promise
}
