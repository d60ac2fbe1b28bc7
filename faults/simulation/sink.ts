import type { Outbound } from '../../server/kernel/outbound/index.ts'
import type { ArrivedPage, Moment } from './story.ts'
import type { Life } from './time.ts'

type OutboundRequest = Parameters<Outbound['request']>[0]
type OutboundResponse = Awaited<ReturnType<Outbound['request']>>

/** What a message says, as far as anybody here reads it. */
interface Told {
  alert: { id: string }
  alerts?: { alert?: { id: string }; id?: string }[]
  delivery: { id: string }
  recipient: { key: string }
  actions: { acknowledge: string; resolve: string; escalate: string }
}

/** A request to a receiver that is still on its way, or whose answer is. */
export interface Call {
  owner: Life
  recipient: string
  deliveryId: string
  alertIds: string[]
  actions: Told['actions']
  /** Whether it has arrived; only then there is something to answer. */
  arrived: boolean
  /** Whether its sender still waits for the answer. */
  isAwaited(): boolean
  /** When the sender looked at the delivery for the last time before this call. */
  looked: Moment
  /** What the receiver says once the message has arrived, and how it arrived. */
  answersWith?: number | 'never' | 'lost'
  page?: ArrivedPage
  /** The answer comes back: a status, or the end of the connection. */
  answer(status: number | 'lost'): void
}

/** The network to the receivers of webhooks: a request arrives, and is answered, when the scheduler says so. */
export interface Sink {
  calls: Call[]
  /** How a node reaches it. */
  networkOf(owner: Life): Outbound
}

export function createSink(heard: (call: Call) => void): Sink {
  const sink: Sink = {
    calls: [],
    networkOf: (owner) => ({
      request: (request) => call(sink, owner, request, heard),
      connect: () => Promise.reject(new Error('nothing but webhooks is sent here')),
      close: () => {},
    }),
  }
  return sink
}

function call(
  sink: Sink,
  owner: Life,
  request: OutboundRequest,
  heard: (one: Call) => void,
): Promise<OutboundResponse> {
  const told = JSON.parse(String(request.body)) as Told
  return new Promise((resolve, reject) => {
    const one: Call = {
      owner,
      recipient: told.recipient.key,
      deliveryId: told.delivery.id,
      alertIds: told.alerts?.map((entry) => (entry.alert?.id ?? entry.id)!) ?? [told.alert.id],
      actions: told.actions,
      arrived: false,
      isAwaited: () => owner.alive && request.signal?.aborted !== true,
      looked: { step: 0, ms: 0 },
      answer(status) {
        if (!owner.alive) return
        if (status === 'lost') reject(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }))
        else resolve({ status, headers: {}, body: '' })
      },
    }
    sink.calls.push(one)
    heard(one)
  })
}

/** In an order that is the same each time: senders that went on at the same time may have called in any. */
export const sortCalls = ({ calls }: Sink): void =>
  void calls.sort((a, b) => {
    const [one, other] = [a, b].map(({ recipient, alertIds }) => `${recipient} ${alertIds.join()}`) as [string, string]
    return one < other ? -1 : one > other ? 1 : 0
  })
