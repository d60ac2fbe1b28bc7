import type { DueLoop } from '../../kernel/due.ts'
import type { Provider } from '../channels/channel.ts'
import type { Route } from '../channels/registry.ts'
import { routesOf } from '../channels/registry.ts'
import { deliveryLoopName } from '../events.ts'
import type { NotificationParts } from '../parts.ts'
import { claimDeliveries, findDueOrganizations, findNextDue, getSetup } from '../store/claims.ts'
import type { Claim } from '../types.ts'
import { sendClaimed } from './send.ts'

/** A sender that died is forgotten after this time; every provider's timeout is shorter. */
const leaseSeconds = 60

/** Longer than an outcome that could not be recorded waits before it is tried again. */
const recordingMs = 1_000

const organizationsPerTurn = 500
const claimsPerTurn = 200

export interface DeliveryLoop extends DueLoop {
  /** Waits for what is on its way, so that a graceful stop leaves nothing unrecorded. */
  settle(): Promise<void>
}

export interface DeliveryLoopOptions {
  /** Tests: `run` returns when everything that it began to send is recorded. */
  awaitSends?: boolean
}

/**
 * Sends what is due. Claims and records are short transactions; the call in between belongs to none (design, section 3).
 * Each lane of a provider fills on its own: a hanging mail server delays its own mails only.
 */
export function deliveryLoop(parts: NotificationParts, options: DeliveryLoopOptions = {}): DeliveryLoop {
  const lanes = createLanes()
  const unrecorded = new Set<Promise<void>>()
  let lookedAt: Temporal.Instant | undefined
  const begin = (provider: Provider, lane: string, claims: readonly Claim[]) => {
    for (const claim of claims)
      lanes.add(lane, sendClaimed(parts, provider, claim, unrecorded), () => announceRoom(parts, lanes, claim))
  }
  const settle = () => lanes.settle()
  return {
    name: deliveryLoopName,
    settle,
    async run(now) {
      await recordedOr(unrecorded, recordingMs)
      lanes.full = false
      lookedAt = now
      let claimed = 0
      for (const orgId of await findDueOrganizations(parts.kernel.engine, now, organizationsPerTurn)) {
        claimed += await claimFor(parts, lanes, orgId, now, begin)
      }
      if (options.awaitSends === true) await settle()
      return claimed
    },
    // What waits for a place in its lane is due already; counting it would make the loop spin until a place is free.
    nextAt: () => findNextDue(parts.kernel.engine, lanes.full ? lookedAt : undefined),
  }
}

/** While the database is away outcomes wait to be recorded; a claim that came before them would send them again. */
async function recordedOr(unrecorded: ReadonlySet<Promise<void>>, withinMs: number): Promise<void> {
  if (unrecorded.size === 0) return
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, withinMs)
  })
  await Promise.race([Promise.all(unrecorded), timeout])
  clearTimeout(timer)
}

async function claimFor(
  parts: NotificationParts,
  lanes: Lanes,
  orgId: string,
  now: Temporal.Instant,
  begin: (provider: Provider, lane: string, claims: readonly Claim[]) => void,
): Promise<number> {
  try {
    const taken = await parts.kernel.work.inOrganization(orgId, async ({ trx }) => {
      const routes = routesOf(parts.providers, await getSetup(trx, orgId))
      const claims: { route: Route; claims: Claim[] }[] = []
      for (const route of routes) {
        const room = lanes.room(route)
        if (room === 0) continue
        const { provider, channels } = route
        const leaseUntil = now.add({ seconds: leaseSeconds })
        const what = { orgId, provider: provider.name, simulated: provider.simulated, channels, now, leaseUntil }
        claims.push({ route, claims: await claimDeliveries(trx, { ...what, limit: Math.min(room, claimsPerTurn) }) })
      }
      return claims
    })
    for (const { route, claims } of taken) begin(route.provider, route.lane, claims)
    return taken.reduce((sum, { claims }) => sum + claims.length, 0)
  } catch (error) {
    // The organization's rows stay due; the next tick tries again, and the others are not held up.
    lanes.full = true
    parts.kernel.log.error({ orgId, error: (error as Error).message }, 'deliveries could not be claimed')
    return 0
  }
}

interface Lanes {
  /** Something that is due found no place in its lane at the last look. */
  full: boolean
  /** How many messages the lane takes now. */
  room(route: Route): number
  add(lane: string, sending: Promise<void>, done: () => void): void
  settle(): Promise<void>
}

function createLanes(): Lanes {
  const underWay = new Map<string, Set<Promise<void>>>()
  const lanes: Lanes = {
    full: false,
    room({ lane, provider }) {
      const room = provider.inFlight - (underWay.get(lane)?.size ?? 0)
      if (room <= 0) lanes.full = true
      return Math.max(0, room)
    },
    add(lane, sending, done) {
      const set = underWay.get(lane) ?? new Set()
      underWay.set(lane, set)
      const tracked = sending.finally(() => {
        set.delete(tracked)
        if (set.size === 0) underWay.delete(lane)
        done()
      })
      set.add(tracked)
    },
    async settle() {
      while (underWay.size > 0) await Promise.all([...underWay.values()].flatMap((set) => [...set]))
    },
  }
  return lanes
}

/** A place is free again: the loop looks for what waited for it. */
function announceRoom(parts: NotificationParts, lanes: Lanes, claim: Claim): void {
  if (lanes.full) parts.kernel.live.announce({ orgId: claim.orgId, changes: [], loops: [deliveryLoopName] })
}
