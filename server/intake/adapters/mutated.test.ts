import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alertEvent } from '../../../contract/intake/event.ts'
import type { SourceType } from '../../../contract/config/source.ts'
import type { ParseResult } from './adapter.ts'
import { adapterByType } from './registry.ts'

/** What senders really send, from the folders of the adapters. */
const recorded = Object.keys(adapterByType).flatMap((type) =>
  fixturesOf(type).map((name) => [type as SourceType, name] as const),
)

function fixturesOf(type: string): string[] {
  try {
    return readdirSync(join(import.meta.dirname, type, 'fixtures'))
  } catch {
    return []
  }
}

const bytesOf = (type: string, name: string) => readFileSync(join(import.meta.dirname, type, 'fixtures', name))

const contentType = (type: SourceType, name: string) =>
  type === 'cloudevents'
    ? `application/cloudevents${name.startsWith('batch') ? '-batch' : ''}+json`
    : name.endsWith('.json')
      ? 'application/json'
      : 'text/plain'

function send(type: SourceType, name: string, body: string | Uint8Array): ParseResult {
  return adapterByType[type].parse({
    method: 'POST',
    path: '',
    headers: { 'content-type': contentType(type, name) },
    query: {},
    body,
    receivedAt: Temporal.Instant.from('2026-01-05T10:00:00Z'),
    options: { cloudwatch: { rawDelivery: true } },
    newKey: () => '0123456789abcdef0123456789abcdef',
  })
}

/** Everything that is wrong with an answer and its events, whatever was sent. */
function expectSound(result: ParseResult): void {
  expect(result.response.status).toBeGreaterThanOrEqual(200)
  expect(result.response.status).toBeLessThan(500)
  if (!result.ok) return expect(result.detail).not.toBe('')
  for (const event of result.events) {
    const stored = JSON.stringify(event)
    expect(alertEvent.safeParse(event).error).toBeUndefined()
    expect(Object.keys(event.fields).length).toBeLessThanOrEqual(100)
    expect(stored.isWellFormed() && !/\\u0000|\\ud[89a-f]/.test(stored)).toBe(true)
    for (const { href } of event.links) expect(href).toMatch(/^https?:/i)
  }
  for (const { detail } of result.rejected) expect(detail).not.toBe('')
}

const anything = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, 1e308, true, [], {}, [[]], 'x'.repeat(20_000), '__proto__', '\u202e', ' '),
  fc.constantFrom<unknown>('javascript:alert(1)', '2026-13-45T99:00:00Z', '9'.repeat(400), { a: { b: { c: [] } } }),
  fc.jsonValue(),
)

/** The paths to every member and element. */
function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, [...path, name]))]
}

function changed(value: unknown, [step, ...rest]: (string | number)[], by: unknown): unknown {
  if (step === undefined) return by
  if (Array.isArray(value)) return value.map((inner, at) => (at === Number(step) ? changed(inner, rest, by) : inner))
  const object = value as Record<string, unknown>
  return { ...object, [step]: changed(object[step], rest, by) }
}

describe.each(recorded)('what %s sends (%s)', (type, name) => {
  test('is read or refused soundly, and with anything at any place of it as well', () => {
    expectSound(send(type, name, bytesOf(type, name)))
    if (!name.endsWith('.json')) return
    const body: unknown = JSON.parse(bytesOf(type, name).toString('utf8'))
    fc.assert(
      fc.property(fc.constantFrom(...pathsOf(body)), anything, (path, by) => {
        expectSound(send(type, name, JSON.stringify(changed(body, path, by)) ?? 'null'))
      }),
      { numRuns: 60 },
    )
  })

  test('is read or refused soundly when it is cut off, or bytes of it are others', () => {
    const bytes = bytesOf(type, name)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 5 }), (at, others) => {
        expectSound(send(type, name, bytes.subarray(0, at)))
        expectSound(
          send(type, name, Buffer.concat([bytes.subarray(0, at), others, bytes.subarray(at + others.length)])),
        )
      }),
      { numRuns: 60 },
    )
  })
})
