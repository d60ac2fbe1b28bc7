import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { alertEvent } from '../../contract/intake/event.ts'
import type { AlertEvent } from '../../contract/intake/event.ts'
import type { Adapter, IntakeRequest, ParseResult } from '../intake/adapters/adapter.ts'

/** Speaks to one adapter as a sender would, with the recorded requests of its folder. */
export interface AdapterBench {
  send(body: unknown, request?: Partial<IntakeRequest>): ParseResult
  /** All events of an accepted request; each is sound. */
  eventsOf(body: unknown, request?: Partial<IntakeRequest>): AlertEvent[]
  /** The one event of an accepted request. */
  eventOf(body: unknown, request?: Partial<IntakeRequest>): AlertEvent
  /** A recorded body as text; `changed` are members of a JSON object that are different this time. */
  fixture(name: string, changed?: object): string
}

/** Headers of a form. */
export const asForm = { headers: { 'content-type': 'application/x-www-form-urlencoded' } }

export function adapterBench(adapter: Adapter, folder: string): AdapterBench {
  const send = (body: unknown, request: Partial<IntakeRequest> = {}): ParseResult =>
    adapter.parse({
      method: 'POST',
      path: '',
      headers: { 'content-type': 'application/json' },
      query: {},
      body: typeof body === 'string' ? body : JSON.stringify(body),
      receivedAt: Temporal.Instant.from('2026-01-05T10:00:00Z'),
      options: {},
      newKey: () => 'fresh-key',
      ...request,
    })
  const eventsOf = (body: unknown, request?: Partial<IntakeRequest>): AlertEvent[] => {
    const result = send(body, request)
    if (!result.ok || result.events.length === 0) throw new Error(`not accepted: ${result.response.body}`)
    for (const event of result.events) expect(alertEvent.safeParse(event).error).toBeUndefined()
    return result.events
  }
  return {
    send,
    eventsOf,
    eventOf(body, request) {
      const events = eventsOf(body, request)
      expect(events).toHaveLength(1)
      return events[0]!
    },
    fixture(name, changed) {
      const text = readFileSync(`${folder}/fixtures/${name}`, 'utf8')
      return changed === undefined ? text : JSON.stringify({ ...(JSON.parse(text) as object), ...changed })
    },
  }
}
