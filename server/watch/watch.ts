import type { DueLoop } from '../kernel/due.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { createOutbound } from '../kernel/outbound/index.ts'
import type { Outbound } from '../kernel/outbound/index.ts'
import type { DeliveryHealth } from '../notifications/index.ts'
import { look as lookAt } from './look.ts'
import { observeLoops } from './loops.ts'
import { createNode } from './node.ts'
import { deleteNode } from './store/nodes.ts'
import type { LookState } from './types.ts'

/** How often a node asks whether a look is due; also how fresh its row among the nodes is. */
const askMs = 5_000

export interface WatchParts {
  kernel: Kernel
  version: string
  loops: readonly DueLoop[]
  deliveries: DeliveryHealth
  /** Where this node listens. */
  url(): string
  /** The simulation's network, where there is one. */
  outbound?: Outbound | undefined
}

/** The part of Pikett that looks at Pikett. */
export interface Watch {
  /** The due loops, under observation: these are to be run in place of the given ones. */
  loops: DueLoop[]
  /** Begins to look every few seconds. */
  start(): void
  /** Ends it; this node is no longer one of the nodes. */
  stop(): Promise<void>
  /** One look; throws what the database throws. */
  look(): Promise<LookState | null>
}

export function createWatch(parts: WatchParts): Watch {
  const { kernel } = parts
  const observed = observeLoops(parts.loops, kernel.clock)
  const outbound = parts.outbound ?? createOutbound(kernel.config.outboundAllow)
  const node = createNode({ ...parts, loops: observed })
  const show = createGauges(kernel)
  let signedIn = false
  const look = async () => {
    signedIn = true
    const state = await lookAt({ kernel, node, loops: parts.loops, outbound })
    if (state) show(state)
    return state
  }
  const turns = createTurns(kernel, look)
  return {
    loops: observed.loops,
    look,
    start: turns.start,
    async stop() {
      await turns.stop()
      outbound.close()
      if (signedIn) await leave(kernel, node.id)
    },
  }
}

/** Looks again and again; a look that takes longer than a turn is waited for. */
function createTurns({ log }: Kernel, look: () => Promise<unknown>) {
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<unknown> = Promise.resolve()
  const turn = async () => {
    try {
      await look()
    } catch (error) {
      log.error({ error: (error as Error).message }, 'Pikett could not look at itself and tries again')
    }
    timer &&= setTimeout(begin, askMs)
  }
  const begin = () => {
    looking = turn()
  }
  return {
    start() {
      timer = setTimeout(begin, 0)
    },
    async stop() {
      clearTimeout(timer)
      timer = undefined
      await looking
    },
  }
}

/** A node that cannot say goodbye is missed by the others, and forgotten after half an hour. */
async function leave({ engine, log }: Kernel, id: string): Promise<void> {
  try {
    await deleteNode(engine, id)
  } catch (error) {
    log.warn({ error: (error as Error).message }, 'this node could not sign out')
  }
}

function createGauges({ metrics }: Kernel): (state: LookState) => void {
  const lateness = metrics.gauge('pikett_due_lateness_seconds', 'How late the oldest overdue row is', ['loop'])
  const problems = metrics.gauge('pikett_problems', 'What is wrong with Pikett itself')
  const pinged = metrics.gauge('pikett_outward_heartbeat_timestamp_seconds', 'When the outward heartbeat last arrived')
  return (state) => {
    for (const { name, latenessSeconds } of state.loops) lateness.set({ loop: name }, latenessSeconds)
    problems.set(state.problems.filter((problem) => problem.raised).length)
    if (state.outward.pingedAt === null) return
    pinged.set(Temporal.Instant.from(state.outward.pingedAt).epochMilliseconds / 1_000)
  }
}
