import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpsgenieWorld } from '../testing/opsgenie.ts'
import { createOpsgenieWorld, opsgenieKeys } from '../testing/opsgenie.ts'
import { keys } from '../testing/people.ts'

let world: OpsgenieWorld
beforeAll(async () => {
  world = await createOpsgenieWorld()
})
afterAll(async () => {
  world?.pages.pages.splice(0)
  world?.mails.mails.splice(0)
  await world?.close()
})

const byAlias = (alias: string, rest = '') => `/v2/alerts/${encodeURIComponent(alias)}${rest}?identifierType=alias`

describe('every answer', () => {
  test('has the headers and members that the Go SDK reads', async () => {
    const { headers, body } = await world.ask('GET', '/v2/alerts')
    expect(headers.get('x-request-id')).toBe(body.requestId)
    expect(Number(headers.get('x-response-time'))).toBeGreaterThanOrEqual(0)
    expect(headers.get('x-ratelimit-state')).toBe('OK')
    expect(headers.get('x-ratelimit-reason')).toBe('ACCOUNT')
    expect(headers.get('x-ratelimit-period-in-sec')).toBe('60')
    expect(typeof body.took).toBe('number')
  })

  test('to something wrong is a message, with a map of fields where there are some', async () => {
    const cases: [string, string, unknown, number][] = [
      ['POST', '/v2/alerts', { alias: 'x' }, 422],
      ['POST', '/v2/alerts', { message: 'x', priority: 'urgent' }, 422],
      ['POST', '/v2/alerts', '{"message": ', 400],
      ['POST', '/v2/alerts', '[1]', 400],
      ['POST', '/v2/alerts/x/notes', {}, 422],
      ['POST', '/v2/alerts/x/close?identifierType=name', {}, 422],
      ['PUT', '/v2/alerts/x/priority', { priority: 'P9' }, 422],
      ['GET', '/v2/alerts?query=status:%20(', undefined, 422],
      ['GET', '/v2/alerts/unknown', undefined, 404],
      ['GET', '/v2/alerts/x/unheard/of', undefined, 404],
      ['PATCH', '/v2/alerts', undefined, 405],
      ['GET', '/v2/alerts/requests/01890000-0000-7000-8000-000000000000', undefined, 404],
    ]
    for (const [method, path, sent, status] of cases) {
      const { status: got, body } = await world.ask(method, path, sent)
      expect([method, path, got]).toEqual([method, path, status])
      expect(body).toMatchObject({ message: expect.any(String), requestId: expect.any(String) })
      if (status === 422) expect(Object.values(body.errors ?? {})).toEqual([expect.any(String)])
    }
    const unknown = await world.ask('GET', '/v2/alerts/requests/01890000-0000-7000-8000-000000000000')
    expect(unknown.headers.get('x-opsgenie-errortype')).toBe('RequestNotProcessed')
  })
})

describe('keys', () => {
  const sent = { message: 'By key', alias: 'by key', priority: 'P5' }
  const as = (authorization: string) => ({ authorization })

  test('are taken from every place in which clients put them', async () => {
    const key = opsgenieKeys.alice
    const dashed = key.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
    for (const authorization of [`GenieKey ${dashed}`, basic(key), basic(`:${key}`), basic(`${key}:`)]) {
      expect((await world.ask('POST', '/v2/alerts', sent, as(authorization))).status).toBe(202)
    }
    expect((await world.ask('POST', `/v2/alerts?apiKey=${key}`, sent, as(''))).status).toBe(202)
    expect((await world.ask('POST', '/v2/alerts', { ...sent, apiKey: key }, as(''))).status).toBe(202)
    // Below the address of the source the key stands there, whatever else the client sends.
    const below = await world.ask(
      'POST',
      `/in/${key}/v2/alerts/`,
      sent,
      as('GenieKey 11111111-2222-3333-4444-555555555555'),
    )
    expect(below.status).toBe(202)
    const events = await world.alice.get('/sources/opsgenie/events?limit=200')
    expect(JSON.stringify(events.body)).not.toContain(key)
  })

  test('that open nothing are refused with 401, those of other sources with 403', async () => {
    for (const authorization of ['', 'GenieKey', 'GenieKey nonsense', `GenieKey ${'u'.repeat(32)}`, 'Bearer x']) {
      const { status, body } = await world.ask('POST', '/v2/alerts', sent, as(authorization))
      expect([status, body.message]).toEqual([401, 'Could not authenticate'])
    }
    const other = await world.ask('GET', '/v2/alerts', undefined, as(`GenieKey ${keys.pagerduty}`))
    expect(other.status).toBe(403)
    expect((await world.ask('POST', `/in/${'u'.repeat(32)}/v2/alerts`, sent)).status).toBe(401)
  })

  test('see the alerts of their own source and no others, neither Charlie’s nor those beside them', async () => {
    const mine = await world.outcomeOf('POST', '/v2/alerts', { message: 'Mine', alias: 'mine', priority: 'P5' })
    const stranger = as(`GenieKey ${opsgenieKeys.granted}`)
    expect((await world.ask('GET', `/v2/alerts/${mine.alertId}`, undefined, stranger)).status).toBe(404)
    expect((await world.ask('GET', '/v2/alerts/mine?identifierType=alias', undefined, stranger)).status).toBe(404)
    expect((await world.ask('GET', '/v2/alerts', undefined, stranger)).body).toMatchObject({ data: [] })
    const closed = await world.ask('POST', `/v2/alerts/${mine.alertId}/close`, {}, stranger)
    const status = await world.ask('GET', `/v2/alerts/requests/${closed.body.requestId}`, undefined, stranger)
    expect(status.body).toMatchObject({ data: { success: false } })
    expect((await world.ask('GET', `/v2/alerts/requests/${closed.body.requestId}`)).status).toBe(404)
    expect((await world.ask('GET', byAlias('mine'))).body).toMatchObject({ data: { status: 'open' } })
    expect((await world.charlie.get(`/alerts/${mine.alertId}`)).status).toBe(404)
  })
})
