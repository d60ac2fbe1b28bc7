import type { Channel } from '../../../contract/config/person.ts'
import type { Limits } from '../../../rules/notifications/limits.ts'
import { limitsOf } from '../../../rules/notifications/limits.ts'
import type { Work } from '../../kernel/db/work.ts'
import type { DueLoop } from '../../kernel/due.ts'
import { severalAtOnce } from '../../kernel/due.ts'
import type { Gathered } from '../actions/gather.ts'
import { gatherDue } from '../actions/gather.ts'
import type { Route } from '../channels/registry.ts'
import { routesOf } from '../channels/registry.ts'
import { deliveryLoopName } from '../events.ts'
import type { NotificationParts } from '../parts.ts'
import type { DueOrganization } from '../store/claims.ts'
import { claimDeliveries, findDueOrganizations, findNextDue, getSetupWithLimits } from '../store/claims.ts'
import type { Claim } from '../types.ts'
import type { Held, Lanes } from './lanes.ts'
import { createLanes } from './lanes.ts'
import type { Seen } from './look.ts'
import { lookAt } from './look.ts'
import type { Recorder } from './record.ts'
import { createRecorder } from './record.ts'
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
 * Each lane of a provider fills on its own: a hanging mail server delays its own mails only. Every organization with
 * something due has its turn before any has its next, and a turn is bounded.
 */
export function deliveryLoop(parts: NotificationParts, options: DeliveryLoopOptions = {}): DeliveryLoop {
  const sender: Sender = { parts, lanes: createLanes(), recorder: createRecorder(parts) }
  const { lanes, recorder } = sender
  let lookedAt: Temporal.Instant | undefined
  const settle = () => lanes.settle()
  return {
    name: deliveryLoopName,
    settle,
    async run(now) {
      await recordedOr(recorder.unrecorded, recordingMs)
      lanes.full = false
      lookedAt = now
      let handled = 0
      const organizations = await findDueOrganizations(parts.kernel.engine, now, organizationsPerTurn)
      await severalAtOnce(organizations, async (due) => {
        const begun = await takeTurn(sender, due, now)
        handled += begun
      })
      if (options.awaitSends === true) await settle()
      return handled
    },
    // What waits for a place in its lane is due already; counting it would make the loop spin until a place is free.
    nextAt: () => findNextDue(parts.kernel.engine, lanes.full ? lookedAt : undefined),
    oldestAt: () => findNextDue(parts.kernel.engine, undefined),
  }
}

interface Sender {
  parts: NotificationParts
  lanes: Lanes
  recorder: Recorder
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

/** What one organization has due, as far as there are places. Returns how many messages began or were put off. */
async function takeTurn(sender: Sender, due: DueOrganization, now: Temporal.Instant): Promise<number> {
  const { parts, lanes } = sender
  const held: Held[] = []
  try {
    const { routes, seenById } = await takeDue({ ...sender, held }, due, now)
    for (const { route, taken } of routes) begin(sender, route, taken, seenById)
    return routes.reduce((sum, { taken }) => sum + handledOf(taken), 0)
  } catch (error) {
    // The organization's rows stay due; the next tick tries again, and the others are not held up.
    lanes.full = true
    parts.kernel.log.error({ orgId: due.orgId, error: (error as Error).message }, 'deliveries could not be claimed')
    return 0
  } finally {
    giveBack(held)
  }
}

/** Places in lanes that are held while a turn claims: several organizations may share a lane. */
interface Turn extends Sender {
  held: Held[]
}

function giveBack(held: Held[]): void {
  for (const one of held.splice(0)) one.keep(0)
}

/** What was taken by each route, and what the look at all of them found. */
interface Taken {
  routes: { route: Route; taken: Gathered }[]
  seenById: ReadonlyMap<string, Seen>
}

/**
 * Claims, and looks at what was claimed in the same transaction: nobody can have acknowledged in between, because that waits for
 * the rows which are claimed. A look that fails must not undo the claims again and again: then each message is looked at alone.
 */
async function takeDue(turn: Turn, due: DueOrganization, now: Temporal.Instant): Promise<Taken> {
  const { parts } = turn
  const { work } = parts.kernel
  let isLookFailing = false
  const claimed = (one: Work) => claimDue(turn, one, due, now)
  try {
    return await work.inOrganization(due.orgId, async (one) => {
      const routes = await claimed(one)
      isLookFailing = true
      const seenById = await lookAt(
        parts,
        one,
        routes.flatMap(({ taken }) => taken.claims.filter(isPlain)),
      )
      isLookFailing = false
      return { routes, seenById }
    })
  } catch (error) {
    if (!isLookFailing) throw error
    parts.kernel.log.warn({ orgId: due.orgId, error: (error as Error).message }, 'looking at messages one by one')
    return { routes: await work.inOrganization(due.orgId, claimed), seenById: new Map() }
  }
}

/** A bundle is looked at alone: what it says is read member by member, and it may end. */
const isPlain = (claim: Claim) => claim.kind !== 'bundle'

/** Claims by those routes only that have something due: each is a statement of its own. */
async function claimDue(turn: Turn, work: Work, due: DueOrganization, now: Temporal.Instant) {
  const { parts, held } = turn
  // The transaction may be run again.
  giveBack(held)
  const { setup, limits } = await getSetupWithLimits(work.trx, work.orgId)
  const routes: Taken['routes'] = []
  for (const route of routesOf(parts.providers, setup)) {
    if (!route.channels.some((channel) => due.channels.includes(channel))) continue
    const paced = route.channels.flatMap((channel): [Channel, Limits][] => {
      const of = limitsOf(channel, limits)
      return of === undefined ? [] : [[channel, of]]
    })
    routes.push({ route, taken: await claimRoute(turn, work, route, new Map(paced), now) })
  }
  return routes
}

async function claimRoute(
  { lanes, held }: Turn,
  work: Work,
  route: Route,
  limitsByChannel: ReadonlyMap<Channel, Limits>,
  now: Temporal.Instant,
): Promise<Gathered> {
  const hold = lanes.hold(route, claimsPerTurn)
  held.push(hold)
  const room = hold.places
  if (room === 0) return { claims: [], suppressed: [] }
  const { provider, channels } = route
  const leaseUntil = now.add({ seconds: leaseSeconds })
  const by = { provider: provider.name, simulated: provider.simulated, leaseUntil }
  const freeByContact = lanes.freeByContact(route)
  const claims = await claimDeliveries(work.trx, {
    ...by,
    orgId: work.orgId,
    channels,
    paced: [...limitsByChannel.keys()],
    now,
    limit: room,
    ...(freeByContact && { freeByContact, perContact: provider.perDestination }),
  })
  const gathered = await gatherDue(work, { ...by, leaseSeconds, limitsByChannel, room: room - claims.length })
  hold.keep(claims.length + gathered.claims.length)
  return { claims: [...claims, ...gathered.claims], suppressed: gathered.suppressed }
}

function begin(
  { parts, lanes, recorder }: Sender,
  route: Route,
  { claims, suppressed }: Gathered,
  seenById: ReadonlyMap<string, Seen>,
): void {
  for (const { channel, reason, count } of suppressed) {
    if (count > 0) parts.suppressed.inc({ channel, reason }, count)
  }
  for (const claim of claims) {
    const sending = sendClaimed(parts, route.provider, claim, { recorder, seen: seenById.get(claim.id) })
    lanes.add(route, claim, sending, () => announceRoom(parts, lanes, claim))
  }
}

const handledOf = ({ claims, suppressed }: Gathered) =>
  claims.length + suppressed.reduce((sum, { count }) => sum + count, 0)

/** A place is free again: the loop looks for what waited for it. */
function announceRoom(parts: NotificationParts, lanes: Lanes, claim: Claim): void {
  if (lanes.full) parts.kernel.live.announce({ orgId: claim.orgId, changes: [], loops: [deliveryLoopName] })
}
