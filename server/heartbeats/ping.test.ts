import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePing, pingAnswers, type Ping, type PingRequest, type PingResult } from './ping.ts'

const pingKey = '1a2b3c4d-0000-4000-8000-00000000000f'
const integrationKey = 'r0000000000000000000000000000003'
const runId = '9f8e7d6c-0000-4000-8000-000000000001'

function read(path: string, request: Partial<PingRequest> = {}): PingResult {
  return parsePing({ path, query: {}, body: new Uint8Array(), userAgent: 'curl/8.5.0', ...request })
}

function pingOf(path: string, request: Partial<PingRequest> = {}): Ping {
  const result = read(path, request)
  if (!result.ok) throw new Error(`refused: ${result.response.body}`)
  return result.ping
}

describe.each([
  [pingKey, { by: 'pingKey', pingKey }],
  [`${integrationKey}/backup`, { by: 'slug', integrationKey, slug: 'backup' }],
])('a ping to %s', (base, target) => {
  test.each([
    ['', 'success', null],
    ['/', 'success', null],
    ['/start', 'start', null],
    ['/fail', 'fail', null],
    ['/fail/', 'fail', null],
    ['/log', 'log', null],
    ['/0', 'success', 0],
    ['/1', 'fail', 1],
    ['/255', 'fail', 255],
    ['/007', 'fail', 7],
  ])('followed by "%s" is a %s', (rest, signal, exitStatus) => {
    expect(pingOf(base + rest)).toMatchObject({ target, signal, exitStatus, runId: null })
  })

  test.each([
    ['/256', 400, 'invalid url format'],
    ['/99999999999999999999', 400, 'invalid url format'],
    ['/-1', 404, 'not found'],
    ['/stop', 404, 'not found'],
    ['/fail/again', 404, 'not found'],
    ['//', 404, 'not found'],
  ])('followed by "%s" is refused', (rest, status, body) => {
    expect(read(base + rest)).toMatchObject({ ok: false, response: { status, body } })
  })

  test('may carry the id of its run', () => {
    expect(pingOf(`${base}/start`, { query: { rid: runId.toUpperCase() } }).runId).toBe(runId)
    expect(read(base, { query: { rid: '5' } })).toMatchObject({
      ok: false,
      response: { status: 400, body: 'invalid uuid format' },
    })
  })
})

describe('an address that is no ping', () => {
  test.each([
    ['', 404],
    ['/', 404],
    ['backup', 404],
    [integrationKey, 404],
    [`${integrationKey}/`, 404],
    [`${integrationKey}/Backup`, 400],
    [`${integrationKey}/a b`, 400],
    [`${pingKey}x`, 404],
    ['__proto__/constructor', 404],
  ])('"%s" is answered with %i', (path, status) => {
    expect(read(path)).toMatchObject({ ok: false, response: { status } })
  })
})

describe('what comes with a ping', () => {
  test('is kept up to 10,000 bytes, never ending in half a character', () => {
    expect(pingOf(pingKey, { body: Buffer.from('exit 0\nGröße ok') }).body).toBe('exit 0\nGröße ok')
    expect(pingOf(pingKey, { body: Buffer.from(`a${'ä'.repeat(9_000)}`) }).body).toBe(`a${'ä'.repeat(4_999)}`)
  })

  test('may be binary: the ping counts, and what cannot be stored is replaced', () => {
    expect(pingOf(pingKey, { body: Uint8Array.from([0x61, 0, 0xff, 0x62]) }).body).toBe('a\ufffd\ufffdb')
    expect(pingOf(pingKey, { userAgent: `\0${'x'.repeat(500)}` }).userAgent).toBe(`\ufffd${'x'.repeat(199)}`)
  })

  test('whatever it is, the answer is one of those that the clients know', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), fc.string({ unit: 'binary' }), (path, body, text) => {
        for (const address of [path, `${pingKey}/${path}`, `${integrationKey}/${path}`]) {
          const result = read(address, { body, userAgent: text, query: { rid: text } })
          expect(result.ok || [400, 404].includes(result.response.status)).toBe(true)
        }
      }),
    )
  })
})

describe('the answers', () => {
  test('are the texts of healthchecks.io, readable from any web page', () => {
    expect(pingAnswers.ok).toEqual({
      status: 200,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'access-control-allow-origin': '*',
        'ping-body-limit': '10000',
      },
      body: 'OK',
    })
    expect(pingAnswers.overload(9)).toMatchObject({ status: 503, headers: { 'retry-after': '9' } })
  })
})
