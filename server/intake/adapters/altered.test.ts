import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adapterBench, faultsOf } from '../../testing/adapter.ts'
import { computingMs } from '../../testing/cpu.ts'
import { isObject } from './json.ts'
import { adapterByType } from './registry.ts'

/** The recorded requests of an adapter that are JSON. */
function recordedBy(type: string): unknown[] {
  const folder = join(import.meta.dirname, type, 'fixtures')
  const all = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  const names = all.filter((name) => name.startsWith(join(type, 'fixtures')) && name.endsWith('.json'))
  return names.map((name) => JSON.parse(readFileSync(join(folder, name.split('/').at(-1)!), 'utf8')) as unknown)
}

const recorded = Object.values(adapterByType)
  .map((adapter) => ({ type: adapter.type, adapter, bodies: recordedBy(adapter.type) }))
  .filter(({ bodies }) => bodies.length > 0)

type Way = (string | number)[]

/** Every place in a value: of its members, their members, and so on. */
function placesIn(value: unknown, way: Way = []): Way[] {
  if (Array.isArray(value)) return [way, ...value.flatMap((inner, at) => placesIn(inner, [...way, at]))]
  if (!isObject(value)) return [way]
  return [way, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...way, name]))]
}

function withChange(value: unknown, [first, ...rest]: Way, change: unknown): unknown {
  if (first === undefined) return change
  if (Array.isArray(value))
    return value.map((inner: unknown, at) => (at === first ? withChange(inner, rest, change) : inner))
  return { ...(value as object), [first]: withChange((value as Record<string, unknown>)[first], rest, change) }
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e300,
    '',
    ' ',
    '\ud800',
    '__proto__',
    'constructor',
    [],
    {},
    [[]],
    [null],
    {
      toString: 1,
    },
  ),
  fc.constantFrom(
    '9'.repeat(40),
    'javascript:alert(1)',
    '2026-13-45T99:99:99Z',
    '\u202e',
    'x'.repeat(10_000),
    '{',
    '[1',
  ),
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.json().map((text): unknown => JSON.parse(text)),
)

describe.each(recorded)('requests of $type, altered anywhere', ({ adapter, bodies }) => {
  const { send } = adapterBench(adapter, '')

  test('give a sound answer and sound events, and never an exception', () => {
    const altered = fc
      .constantFrom(...bodies)
      .chain((body) =>
        fc.tuple(fc.constantFrom(...placesIn(body)), odd).map(([way, change]) => withChange(body, way, change)),
      )
    fc.assert(
      fc.property(altered, (body) => {
        for (const path of adapter.paths) expect(faultsOf(send(body, { path }))).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  test('are read in a moment, however long a text is made of what our searches look for', () => {
    const parts = [' ', '/', '(now: ', '[P1] ', 'testing ', 'Resolved in ', 'a:', '$X', '%', '\n', '{', '\\']
    const texts = parts.map((part) => part.repeat(Math.ceil(100_000 / part.length)))
    const [body] = bodies
    const long = placesIn(body).flatMap((way) =>
      way.length === 0 ? [] : texts.map((text) => withChange(body, way, text)),
    )
    // Every seventh, so that each place meets some of the texts. A search of quadratic length takes five seconds and more.
    for (const one of long.filter((_, at) => at % 7 === 0)) {
      expect(computingMs(() => expect(send(one).response.status).toBeLessThan(500))).toBeLessThan(2_000)
    }
  })
})
