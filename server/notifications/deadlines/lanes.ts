import type { Provider } from '../channels/channel.ts'
import type { Claim } from '../types.ts'

/** A destination that answers within this time may have more on their way; one that takes longer than `slowMs` only the least. */
const quickMs = 1_000
const slowMs = 3_000

/** No destination has more than this part of its lane. */
const largestShare = 0.75

interface Places {
  lane: string
  provider: Pick<Provider, 'inFlight' | 'perDestination'>
}

/** How many messages are on their way, so that whatever hangs delays itself only. */
export interface Lanes {
  /** Something that is due found no place at the last look. */
  full: boolean
  /** Holds as many places as the lane has for what is about to be claimed, so that nobody else takes them meanwhile. */
  hold(places: Places, most: number): Held
  /** How many more those destinations take that have messages on their way; undefined: as many as the lane. */
  freeByContact(places: Places): Map<string, number> | undefined
  add(places: Places, claim: Claim, sending: Promise<void>, done: () => void): void
  settle(): Promise<void>
}

/** Places that are held until what was claimed for them is on its way. */
export interface Held {
  readonly places: number
  /** Gives back all but so many. */
  keep(amount: number): void
}

interface Lane {
  underWay: Set<Promise<void>>
  destinations: Map<string, Destination>
}

/** `width`: how many messages may be on their way to it at once. Grows with each quick answer, as long as there is traffic. */
interface Destination {
  underWay: number
  width: number
}

export function createLanes(elapsed: () => number = () => performance.now()): Lanes {
  const laneByName = new Map<string, Lane>()
  const heldByName = new Map<string, number>()
  const lanes: Lanes = {
    full: false,
    hold({ lane, provider }, most) {
      const held = heldByName.get(lane) ?? 0
      const room = provider.inFlight - held - (laneByName.get(lane)?.underWay.size ?? 0)
      if (room <= 0) lanes.full = true
      return holdIn(heldByName, lane, Math.max(0, Math.min(room, most)))
    },
    freeByContact({ lane, provider }) {
      if (provider.perDestination === undefined) return undefined
      const free = new Map<string, number>()
      for (const [id, { underWay, width }] of laneByName.get(lane)?.destinations ?? []) {
        free.set(id, Math.max(0, width - underWay))
        if (underWay >= width) lanes.full = true
      }
      return free
    },
    add(places, { contactId }, sending, done) {
      const lane = laneByName.get(places.lane) ?? { underWay: new Set(), destinations: new Map() }
      laneByName.set(places.lane, lane)
      const leave = enter(lane, contactId, places.provider, elapsed)
      const tracked = sending.finally(() => {
        lane.underWay.delete(tracked)
        leave()
        if (lane.underWay.size === 0) laneByName.delete(places.lane)
        done()
      })
      lane.underWay.add(tracked)
    },
    async settle() {
      while (laneByName.size > 0) await Promise.all([...laneByName.values()].flatMap(({ underWay }) => [...underWay]))
    },
  }
  return lanes
}

function holdIn(heldByName: Map<string, number>, lane: string, places: number): Held {
  let kept = 0
  const keep = (amount: number) => {
    const held = (heldByName.get(lane) ?? 0) + amount - kept
    kept = amount
    if (held > 0) heldByName.set(lane, held)
    else heldByName.delete(lane)
  }
  keep(places)
  return { places, keep }
}

function enter(lane: Lane, contactId: string | null, provider: Places['provider'], elapsed: () => number): () => void {
  const least = provider.perDestination
  if (contactId === null || least === undefined) return () => undefined
  const destination = lane.destinations.get(contactId) ?? { underWay: 0, width: least }
  lane.destinations.set(contactId, destination)
  destination.underWay += 1
  const since = elapsed()
  return () => {
    const tookMs = elapsed() - since
    destination.underWay -= 1
    if (tookMs < quickMs) destination.width = Math.min(destination.width + 1, provider.inFlight * largestShare)
    else if (tookMs > slowMs) destination.width = least
    if (destination.underWay === 0) lane.destinations.delete(contactId)
  }
}
