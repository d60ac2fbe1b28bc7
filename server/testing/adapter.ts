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

/** What is wrong with an answer, whatever the request was; nothing, however hostile it is. */
export function faultsOf(result: ParseResult): unknown[] {
  const { status, body } = result.response
  const faults: unknown[] = []
  if (status !== 200 && status !== 202 && !(status >= 400 && status < 500)) faults.push(`status ${status}`)
  if (body !== '' || status !== 200) JSON.parse(body)
  if (body.length > 20_000) faults.push('a long answer')
  if (!result.ok) return status < 400 || result.detail === '' ? [...faults, 'a refusal without words'] : faults
  for (const event of result.events) {
    const parsed = alertEvent.safeParse(event)
    const stored = JSON.stringify(event)
    if (parsed.error) faults.push(parsed.error, stored.slice(0, 500))
    if (Object.keys(event.fields).length > 100) faults.push('too many fields')
    if (!stored.isWellFormed() || /\\u0000|\\ud[89a-f]/.test(stored)) faults.push('cannot be stored')
  }
  return faults
}
