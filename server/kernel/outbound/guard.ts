import { lookup as systemLookup } from 'node:dns/promises'
import type { LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { createAddressRules } from './addresses.ts'

/** An address or URL that Pikett does not connect to, whoever asks. Trying again changes nothing. */
export class OutboundRefused extends Error {
  readonly reason: 'address' | 'url'
  constructor(reason: 'address' | 'url', message: string) {
    super(message)
    this.reason = reason
  }
}

export type Resolver = (host: string) => Promise<LookupAddress[]>

export interface Guard {
  /** Every address of the host, each of them permitted. Throws OutboundRefused, or the resolver's error. */
  resolve(host: string): Promise<LookupAddress[]>
  /**
   * For the `lookup` option of sockets: what was checked is what is connected to. The name is looked up once, so an answer
   * that changes between check and connection (DNS rebinding) changes nothing.
   */
  lookup: LookupFunction
}

/** `allow`: networks that may be reached although they are not public. Throws when one of them is not a network. */
export function createGuard(allow: readonly string[], resolver: Resolver = resolveBySystem): Guard {
  const rules = createAddressRules(allow)
  const resolve = async (host: string): Promise<LookupAddress[]> => {
    const literal = isIP(host)
    const addresses = literal === 0 ? await resolver(host) : [{ address: host, family: literal }]
    const refused = addresses.find(({ address }) => !rules.permits(address))
    // One refused address condemns the name: half of a round-robin answer must not lead inside.
    if (refused) {
      throw new OutboundRefused(
        'address',
        `${host} leads to ${refused.address}, which is not a public address. PIKETT_OUTBOUND_ALLOW permits networks of your own.`,
      )
    }
    if (addresses.length === 0) throw new Error(`${host} has no address`)
    return addresses
  }
  const lookup: LookupFunction = (host, options, callback) => {
    void answerLookup(resolve(host), options.all === true, callback)
  }
  return { resolve, lookup }
}

type Answer = Parameters<LookupFunction>[2]

/** Sockets ask with a callback, for all addresses or for one. */
async function answerLookup(resolving: Promise<LookupAddress[]>, all: boolean, answer: Answer): Promise<void> {
  let addresses: LookupAddress[]
  try {
    addresses = await resolving
  } catch (error) {
    return answer(error as Error, '')
  }
  if (all) answer(null, addresses)
  else answer(null, addresses[0]!.address, addresses[0]!.family)
}

function resolveBySystem(host: string): Promise<LookupAddress[]> {
  return systemLookup(host, { all: true })
}
