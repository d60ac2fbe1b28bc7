import { createConnection } from 'node:net'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createIntakeBench } from '../../testing/intake.ts'
import type { IntakeBench, IntakeNode } from '../../testing/intake.ts'

let bench: IntakeBench
let node: IntakeNode
beforeAll(async () => {
  bench = await createIntakeBench()
  // More refused requests than the product keeps: each test sees its own.
  node = await bench.node({ refusedPerMinute: 500 })
})
afterAll(() => bench.close())

/** Whatever happened before: a good event is accepted. */
afterEach(async () => {
  const response = await node.send(bench.alice.keys.webhook, { summary: 'still well' })
  if (response.status !== 202) throw new Error(`the server is not well: it answered ${response.status}`)
})

const lastEvent = async () => {
  await node.intake.collector.drain()
  const [row] = await bench.rows<{ outcome: string; reason: string; detail: string; raw: string }>(
    'select outcome, reason, detail, raw from events order by id desc limit 1',
  )
  return row!
}

/** Writes bytes to the server as they are and reads what it answers until it closes the connection. */
function speak(to: IntakeNode, ...parts: (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(to.url)
    const socket = createConnection(Number(port), hostname)
    let heard = ''
    socket.on('data', (data) => (heard += data.toString()))
    socket.on('close', () => resolve(heard))
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? resolve(heard) : reject(error)))
    for (const part of parts) socket.write(part)
  })
}

const enqueue = { payload: { summary: 'down', source: 'web-07', severity: 'critical' }, event_action: 'trigger' }

describe('a body may be compressed', () => {
  const body = Buffer.from(JSON.stringify({ summary: 'compressed', dedup_key: 'compressed' }))
  test.each([
    ['gzip', gzipSync(body)],
    ['x-gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['deflate', deflateRawSync(body)],
    ['identity', body],
  ])('with %s', async (encoding, bytes) => {
    const response = await fetch(`${node.url}/in/${bench.alice.keys.webhook}`, {
      method: 'POST',
      headers: { 'content-encoding': encoding, 'content-type': 'application/json' },
      body: bytes,
    })
    expect(response.status).toBe(202)
    expect(await lastEvent()).toMatchObject({ raw: expect.stringContaining('compressed') })
  })

  test('a bomb is refused before it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '))
    const before = process.memoryUsage().rss
    const response = await fetch(`${node.url}/in/${bench.alice.keys.webhook}`, {
      method: 'POST',
      headers: { 'content-encoding': 'gzip' },
      body: bomb,
    })
    expect(response.status).toBe(413)
    expect(process.memoryUsage().rss - before).toBeLessThan(80 * 1024 * 1024)
    expect(await lastEvent()).toMatchObject({ outcome: 'rejected', reason: 'too_large', raw: '' })
  })

  test.each([
    ['garbage that calls itself gzip', 'gzip', 400, 'broken_encoding'],
    ['an encoding that we do not know', 'br', 415, 'unsupported_encoding'],
    ['two encodings', 'gzip, gzip', 415, 'unsupported_encoding'],
  ])('%s is refused', async (_, encoding, status, reason) => {
    const response = await node.send(bench.alice.keys.webhook, '{"summary":"x"}', {
      headers: { 'content-encoding': encoding },
    })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ status, code: expect.any(String), errors: [expect.any(String)] })
    expect((await lastEvent()).reason).toBe(reason)
  })
})

describe('bad input gets a clear answer and is kept with its reason', () => {
  test.each([
    ['broken JSON', '{"summary": "x"', 400, 'broken_json'],
    ['wrong types', '[1, true, null]', 400, 'not_an_object'],
    ['nothing that could be a summary', '{}', 400, 'invalid_event'],
    ['a NUL character', '{"summary": "a\\u0000b"}', 400, 'nul_character'],
    ['a raw NUL byte', '{"summary": "a\0b"}', 400, 'nul_character'],
    ['deep nesting', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 400, 'too_deep'],
    ['an empty list', '[]', 400, 'no_events'],
    [
      'too many events',
      JSON.stringify(Array.from({ length: 5_001 }, () => ({ summary: 'x' }))),
      413,
      'too_many_events',
    ],
  ])('%s', async (_, body, status, reason) => {
    const response = await node.send(bench.alice.keys.webhook, body)
    expect(response.status).toBe(status)
    expect((await response.text()).length).toBeGreaterThan(20)
    const kept = await lastEvent()
    expect(kept).toMatchObject({ outcome: 'rejected', reason })
    expect(kept.raw.length).toBeLessThanOrEqual(16 * 1024)
    expect(kept.raw).not.toContain('\0')
  })

  test('fields of a megabyte are accepted and cut', async () => {
    const body = { summary: 's'.repeat(1024 * 1024), dedup_key: 'k'.repeat(1024 * 1024), note: 'n'.repeat(1024 * 1024) }
    expect((await node.send(bench.alice.keys.webhook, body)).status).toBe(202)
    const kept = await lastEvent()
    expect(kept.outcome).toBe('created')
    expect(kept.raw.length).toBeLessThanOrEqual(256 * 1024)
  })

  test('bytes that are not UTF-8 make an alert all the same', async () => {
    const body = Buffer.from('{"summary": "Festplatte in K\xf6ln voll"}', 'latin1')
    const response = await fetch(`${node.url}/in/${bench.alice.keys.webhook}`, { method: 'POST', body })
    expect(response.status).toBe(202)
    expect((await lastEvent()).raw).toContain('K\ufffdln')
  })

  test('a body that says it is too large is not read', async () => {
    const head = `POST /in/${bench.alice.keys.webhook} HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999\r\n\r\n{`
    expect(await speak(node, head)).toMatch(/^HTTP\/1.1 413 /)
    expect((await lastEvent()).reason).toBe('too_large')
  })

  test('a body that becomes too large is not read to its end', async () => {
    const head = `POST /in/${bench.alice.keys.webhook} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`
    const chunk = Buffer.alloc(0x100000, 'a')
    const chunks = Array.from({ length: 6 }, () => ['100000\r\n', chunk, '\r\n']).flat()
    expect(await speak(node, head, ...chunks)).toMatch(/^HTTP\/1.1 413 /)
    expect((await lastEvent()).reason).toBe('too_large')
  })

  test('each kind of sender is told that its body is too large in its own words', async () => {
    const large = 'x'.repeat(600 * 1024)
    const body = JSON.stringify({ ...enqueue, routing_key: bench.alice.keys.pagerduty, client: large })
    const response = await fetch(`${node.url}/v2/enqueue`, { method: 'POST', body })
    expect([response.status, await response.json()]).toEqual([
      413,
      expect.objectContaining({ status: 'invalid event' }),
    ])
  })

  test('a sender that dribbles its body is cut off', async () => {
    const impatient = await bench.node({ bodyMs: 200 })
    const head = `POST /in/${bench.alice.keys.webhook} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"su`
    expect(await speak(impatient, head)).toMatch(/^HTTP\/1.1 408 /)
    await impatient.intake.collector.drain()
    expect(await bench.rows(`select id from events where reason = 'incomplete_body'`)).toHaveLength(1)
  })

  test('garbage where a chunk should be ends the connection', async () => {
    const head = `POST /in/${bench.alice.keys.webhook} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n`
    expect(await speak(node, head, 'zzzz\r\nnot a chunk\r\n')).not.toMatch(/^HTTP\/1.1 2/)
  })

  test('headers of a megabyte end the connection', async () => {
    const head = `POST /in/${bench.alice.keys.webhook} HTTP/1.1\r\nhost: x\r\nx-large: ${'x'.repeat(1024 * 1024)}\r\n\r\n`
    expect(await speak(node, head)).toMatch(/^(HTTP\/1.1 431 |$)/)
  })

  test.each(['GET', 'DELETE', 'PATCH', 'OPTIONS'])(
    'the method %s is refused with those that are taken',
    async (method) => {
      const response = await fetch(`${node.url}/in/${bench.alice.keys.webhook}`, { method })
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, PUT'])
      expect((await lastEvent()).reason).toBe('wrong_method')
      const dropIn = await fetch(`${node.url}/v2/enqueue`, { method })
      expect([dropIn.status, dropIn.headers.get('allow')]).toEqual([405, 'POST'])
      expect(await dropIn.json()).toMatchObject({ errors: [expect.any(String)] })
    },
  )

  test('HEAD is answered without a body', async () => {
    const response = await fetch(`${node.url}/in/${bench.alice.keys.webhook}`, { method: 'HEAD' })
    expect([response.status, await response.text()]).toEqual([405, ''])
  })

  test('what is refused again and again is kept a bounded number of times', async () => {
    const strict = await bench.node({ refusedPerMinute: 3 })
    const before = await bench.rows('select id from events')
    for (let index = 0; index < 10; index += 1) {
      expect((await strict.send(bench.alice.keys.alertmanager, 'no json')).status).toBe(400)
    }
    const mixed = Array.from({ length: 10 }, () => ({ labels: {} }))
    await strict.send(bench.alice.keys.alertmanager, [...mixed, { labels: { alertname: 'good' } }], {
      path: '/api/v2/alerts',
    })
    await strict.intake.collector.drain()
    expect((await bench.rows('select id from events')).length - before.length).toBe(3 + 1)
  })
})
