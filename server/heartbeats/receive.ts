import type { Kernel } from '../kernel/kernel.ts'
import { isTaken, noteUse } from '../keys/index.ts'
import { hashToken } from '../kernel/secrets.ts'
import { takePing } from './actions/ping.ts'
import { createGate, GateOverload } from './gate.ts'
import type { PingResponse, PingTarget } from './ping.ts'
import { parsePing, pingAnswers } from './ping.ts'
import { findByPingKey, findBySlug } from './store/places.ts'
import type { FoundPlace } from './store/places.ts'

/** Of the connections of people and deadlines, pings take at most this many, and the search for unknown keys this many. */
const pingsAtOnce = 4
const searchesAtOnce = 2

const mostWaiting = 2_000
const mostWaitingPerHeartbeat = 50
const retryAfterSeconds = 5

export interface PingSent {
  /** What follows `/ping/`. */
  path: string
  query: Record<string, string>
  userAgent: string
  /** The address of whoever sends it. */
  sender?: string
  /** The beginning of the body. Asked for when the address leads somewhere only. */
  readBody(): Promise<Uint8Array>
}

export type PingReceiver = (sent: PingSent) => Promise<PingResponse>

/**
 * Takes pings. 200 only after the commit; 503 when the database is away or too many wait, because the clients try again
 * after it and a ping that was lost would raise a false alarm.
 */
export function createPingReceiver(kernel: Kernel): PingReceiver {
  const searches = createGate({ atOnce: searchesAtOnce, waiting: mostWaiting, waitingPerName: mostWaitingPerHeartbeat })
  const pings = createGate({ atOnce: pingsAtOnce, waiting: mostWaiting, waitingPerName: mostWaitingPerHeartbeat })
  const receive = async (sent: PingSent): Promise<PingResponse> => {
    const address = parsePing({ ...sent, body: new Uint8Array() })
    if (!address.ok) return address.response
    const { target } = address.ping
    const place = await searches.run(nameOf(target), () => find(kernel, target))
    if (!place) return pingAnswers.notFound
    const use = useOf(place, kernel.clock.now(), sent.sender ?? null)
    if (use?.refused) {
      await pings.run(place.id, () => kernel.work.inOrganization(place.orgId, (work) => noteUse(work, use)))
      return pingAnswers.notFound
    }
    // Whoever hung up in the middle does not read an answer, and tries again.
    const body = await sent.readBody().catch(() => undefined)
    if (!body) return pingAnswers.overload(retryAfterSeconds)
    const read = parsePing({ ...sent, body })
    if (!read.ok) return read.response
    const taken = await pings.run(place.id, () =>
      kernel.work.inOrganization(place.orgId, async (work) => {
        if (use) await noteUse(work, use)
        return takePing(work, place.id, read.ping)
      }),
    )
    return taken ? pingAnswers.ok : pingAnswers.notFound
  }
  return (sent) =>
    receive(sent).catch((error: Error) => {
      if (!(error instanceof GateOverload)) kernel.log.error({ error: error.stack }, 'a ping could not be stored')
      return pingAnswers.overload(retryAfterSeconds)
    })
}

const nameOf = (target: PingTarget) =>
  target.by === 'pingKey' ? target.pingKey : `${target.integrationKey}/${target.slug}`

async function find({ engine, clock }: Kernel, target: PingTarget): Promise<FoundPlace | undefined> {
  if (target.by === 'pingKey') return findByPingKey(engine, hashToken(target.pingKey), clock.now())
  const { integrationKey, slug } = target
  return findBySlug(engine, { integrationKeyHash: hashToken(integrationKey), slug }, clock.now())
}

/** What is noted of a key while its holder has former ones. */
function useOf({ holderId, id, formerId, endsAt, hasFormer }: FoundPlace, at: Temporal.Instant, sender: string | null) {
  if (!hasFormer) return undefined
  const present = holderId === id ? 'ping_key' : 'integration_key'
  return { holderId, name: formerId ?? present, at, sender, refused: !isTaken({ endsAt }, at) }
}
