import type { MailLimits } from './limits.ts'
import type { Addressee } from './receive.ts'

/** Who is connected, whom their mails are for, and how much they may still send. Of one node. */
export interface Guests {
  /** False when the peer has too many connections. */
  enter(peer: string, sessionId: string): boolean
  leave(peer: string, sessionId: string): void
  /** Remembers whom an accepted address leads to. */
  expect(sessionId: string, addressee: Addressee): void
  /** Those of the session whose addresses are these. */
  expected(sessionId: string, addresses: ReadonlySet<string>): Addressee[]
  /** Counts a wrong address; true when it was one too many. */
  wrongAddress(sessionId: string): boolean
  /** Counts a mail of a source; false when it has sent too many in this minute. */
  mayWrite(sourceId: string): boolean
}

const minuteMs = 60_000

export function createGuests(limits: MailLimits): Guests {
  const addresseesBySession = new Map<string, Map<string, Addressee>>()
  const wrongBySession = new Map<string, number>()
  const peers = createPeers(limits)
  return {
    mayWrite: createQuota(limits),
    enter: (peer, sessionId) => peers.enter(peer, sessionId),
    leave(peer, sessionId) {
      peers.leave(peer, sessionId)
      addresseesBySession.delete(sessionId)
      wrongBySession.delete(sessionId)
    },
    expect(sessionId, addressee) {
      const known = addresseesBySession.get(sessionId) ?? new Map<string, Addressee>()
      addresseesBySession.set(sessionId, known.set(addressee.address, addressee))
    },
    expected(sessionId, addresses) {
      const known = addresseesBySession.get(sessionId)
      return [...addresses].flatMap((address) => known?.get(address) ?? [])
    },
    wrongAddress(sessionId) {
      const wrong = (wrongBySession.get(sessionId) ?? 0) + 1
      wrongBySession.set(sessionId, wrong)
      return wrong > limits.wrongRecipients
    },
  }
}

function createPeers(limits: MailLimits): Pick<Guests, 'enter' | 'leave'> {
  const inside = new Set<string>()
  const connectionsByPeer = new Map<string, number>()
  return {
    enter(peer, sessionId) {
      inside.add(sessionId)
      const connections = connectionsByPeer.get(peer) ?? 0
      connectionsByPeer.set(peer, connections + 1)
      return connections < limits.connectionsPerPeer
    },
    leave(peer, sessionId) {
      // Connections beyond the limit of all peers are turned away before they enter.
      if (!inside.delete(sessionId)) return
      const connections = (connectionsByPeer.get(peer) ?? 1) - 1
      if (connections > 0) connectionsByPeer.set(peer, connections)
      else connectionsByPeer.delete(peer)
    },
  }
}

function createQuota(limits: MailLimits): Guests['mayWrite'] {
  const mailsBySource = new Map<string, number>()
  let windowEndsAtMs = 0
  return (sourceId) => {
    const nowMs = performance.now()
    if (nowMs >= windowEndsAtMs) {
      mailsBySource.clear()
      windowEndsAtMs = nowMs + minuteMs
    }
    const mails = (mailsBySource.get(sourceId) ?? 0) + 1
    mailsBySource.set(sourceId, mails)
    return mails <= limits.mailsPerMinute
  }
}
