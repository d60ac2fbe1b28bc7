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
  /** How many messages the lane takes now. */
  room(places: Places): number
  /** How many more those destinations take that have messages on their way; undefined: as many as the lane. */
  freeByContact(places: Places): Map<string, number> | undefined
  add(places: Places, claim: Claim, sending: Promise<void>, done: () => void): void
  settle(): Promise<void>
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
  const lanes: Lanes = {
    full: false,
    room({ lane, provider }) {
      const room = provider.inFlight - (laneByName.get(lane)?.underWay.size ?? 0)
      if (room <= 0) lanes.full = true
      return Math.max(0, room)
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
