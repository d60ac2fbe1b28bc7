import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import type { World } from '../../testing/world.ts'
import { createWorld } from '../../testing/world.ts'
import { healthRoutes } from './health.ts'
import { hideSecrets } from './request-log.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

describe('what is not served', () => {
  test('a wrong address is not found, a wrong method is told which one is right', async () => {
    expect(await world.alice.get('/nothing')).toMatchObject({ status: 404, body: { code: 'not_found' } })
    const answer = await world.alice.send<{ code: string; detail: string }>('DELETE', '/alerts')
    expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
    expect(answer.body.detail).toContain('GET and POST')
  })

  test('bad JSON and wrong fields are problem documents that say where', async () => {
    const response = await fetch(`${world.app.url()}/api/v1/alerts`, {
      method: 'POST',
      headers: { authorization: 'Bearer pk_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'content-type': 'application/json' },
      body: '{"summary": ',
    })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await world.alice.post('/alerts', { summary: '', colour: 'red' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', problems: [{ path: 'summary' }, {}] },
    })
  })
})

describe('every answer', () => {
  test('carries the request id that was sent, and a policy that lets nothing in from elsewhere', async () => {
    const answer = await world.alice.get('/alerts', { 'x-request-id': 'night-1' })
    expect(answer.headers.get('x-request-id')).toBe('night-1')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await world.alice.get('/alerts', { 'x-request-id': 'bad id!' })).headers.get('x-request-id')).not.toContain(
      'bad',
    )
  })
})

test('a node is ready when its clock agrees with the database, and says what is wrong when it does not', async () => {
  const ready = async () => (await fetch(`${world.app.url()}/health/ready`)).json()
  expect(await ready()).toMatchObject({ status: 'not_ready', problem: expect.stringContaining('clock') })
  const standing = world.clock.now()
  world.clock.set(systemClock.now())
  expect(await ready()).toEqual({ status: 'ok' })
  world.clock.set(standing)
})

test('a node that is still starting, or already stopping, is not ready', async () => {
  for (const stage of ['starting', 'stopping'] as const) {
    const answer = await healthRoutes(world.app.kernel, () => stage).request('/health/ready')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ problem: `Pikett is ${stage}.` })
  }
})

test('the process is alive, and metrics carry no data of an organization', async () => {
  expect(await (await fetch(`${world.app.url()}/health/live`)).json()).toEqual({ status: 'ok' })
  const metrics = await (await fetch(`${world.app.url()}/metrics`)).text()
  expect(metrics).toContain('pikett_http_request_seconds')
  expect(metrics).not.toContain('Nordlicht')
})

test('the description of the API is OpenAPI 3.1, and its page loads nothing from elsewhere', async () => {
  const { body } = await world.nobody.get<{ openapi: string; paths: Record<string, unknown> }>('/openapi.json')
  expect(body.openapi).toBe('3.1.0')
  expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/alerts/{id}/acknowledge', '/oncall', '/config']))
  const page = await (await fetch(`${world.app.url()}/api/v1/reference`)).text()
  expect(page).not.toMatch(/https?:\/\//)
})

test('the type of a problem leads to the page that explains its code', async () => {
  const { body } = await world.alice.get<{ type: string; code: string }>('/nothing')
  const page = await fetch(new URL(body.type, world.app.url()))
  expect(page.status).toBe(200)
  expect(await page.text()).toContain(`## ${body.code}`)
})

test('the description names how errors look and how a POST is repeated', async () => {
  const { body } = await world.nobody.get<{
    paths: Record<string, Record<string, { responses: object; parameters?: { name: string }[] }>>
    components: { schemas: object }
  }>('/openapi.json')
  expect(body.components.schemas).toHaveProperty('Problem')
  const { post, get } = body.paths['/alerts']!
  expect(get!.responses).toHaveProperty('default')
  expect(post!.parameters!.map((one) => one.name)).toContain('Idempotency-Key')
})

test('secrets that travel in a path are not written to the log', () => {
  expect(hideSecrets('/in/r0000000000000000000000000000001/api/v2/alerts')).toBe('/in/…/api/v2/alerts')
  expect(hideSecrets('/a/abc.def')).toBe('/a/…')
  expect(hideSecrets('/api/v1/invitations/abc')).toBe('/api/v1/invitations/…')
  expect(hideSecrets('/ping/123/fail')).toBe('/ping/…/fail')
  expect(hideSecrets('/in/r0000000000000000000000000000001?token=secret')).toBe('/in/…')
})
