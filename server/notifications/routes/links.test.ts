import { Hono } from 'hono'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createKernel } from '../../kernel/create.ts'
import type { ApiEnv } from '../../kernel/http/api.ts'
import { answerError } from '../../kernel/http/problem.ts'
import { createPaging } from '../../testing/paging.ts'
import type { Paging } from '../../testing/paging.ts'
import { actionUrl } from '../actions/links.ts'
import { actionLinkRoutes } from '../index.ts'
import type { AnswerAction } from '../types.ts'

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
let paging: Paging
let app: Hono<ApiEnv>
beforeAll(async () => {
  paging = await createPaging(start)
  app = new Hono<ApiEnv>()
  app.onError(answerError)
  app.route('/', actionLinkRoutes(paging.parts))
})
afterEach(() => paging.clear())
afterAll(() => paging.close())

const json = { accept: 'application/json' }
const call = (url: string, method: string, init: RequestInit = {}) =>
  app.request(new URL(url).pathname, { method, ...init })
const statusOf = async (alertId: string) =>
  paging.inHome(({ trx }) =>
    trx.selectFrom('alerts').select(['status', 'acknowledgedVia']).where('id', '=', alertId).executeTakeFirstOrThrow(),
  )

async function linkTo(action: AnswerAction, person = 'alice', alert?: string) {
  const contacts = await paging.inHome(({ trx }) =>
    trx.selectFrom('contacts').select('id').where('userId', '=', paging.userId(person)).execute(),
  )
  if (contacts.length === 0)
    await paging.addContact(person, { key: 'mail', channel: 'email', address: 'a@example.test' })
  const alertId = alert ?? (await paging.addAlert({ summary: 'ERP <down>', customer: 'Acme & Co' }))
  const { pageId } = await paging.page(person, alertId, { attempts: 1 })
  const row = await paging.inHome(({ trx }) =>
    trx.selectFrom('deliveries').select('id').where('pageId', '=', pageId).executeTakeFirstOrThrow(),
  )
  const expiresAt = paging.clock.now().add({ hours: 24 })
  return { alertId, url: actionUrl(paging.kernel, { orgId: paging.home, deliveryId: row.id, action, expiresAt }) }
}

describe('opening a link', () => {
  test('shows what is broken, for whom, and what the button does, and acts on nothing', async () => {
    const { url, alertId } = await linkTo('acknowledge')
    for (const method of ['GET', 'HEAD', 'GET']) expect((await call(url, method)).status).toBe(200)
    const response = await call(url, 'GET')
    const page = await response.text()
    expect(page).toContain('<html lang="de">')
    expect(page).toContain('Diesen Alarm bestätigen?')
    expect(page).toContain('ERP &lt;down&gt;')
    expect(page).toContain('Acme &amp; Co')
    expect(page).toContain('Sie antworten als Alice.')
    expect(page).toContain('<button type="submit">Bestätigen</button>')
    expect(page).not.toContain('<script')
    expect(await statusOf(alertId)).toMatchObject({ status: 'triggered' })
  })

  test('is safe to embed nowhere and runs nothing', async () => {
    const { url } = await linkTo('resolve')
    const { headers } = await call(url, 'GET')
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
    )
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-frame-options')).toBe('DENY')
  })

  test('asks for nothing when there is nothing left to do', async () => {
    const { url, alertId } = await linkTo('acknowledge')
    const other = await linkTo('resolve', 'bob', alertId)
    await call(other.url, 'POST')
    const page = await (await call(url, 'GET')).text()
    expect(page).toContain('Der Alarm ist schon behoben.')
    expect(page).not.toContain('<button')
  })
})

describe('confirming a link', () => {
  test.each([
    ['with a form', { body: new URLSearchParams({ a: 'b' }) }],
    ['with JSON', { body: '{"x":1}', headers: { 'content-type': 'application/json' } }],
    ['with rubbish', { body: '\u0000<<<', headers: { 'content-type': 'nonsense' } }],
    ['with nothing', {}],
  ])('acts %s, and says so', async (_, init) => {
    const { url, alertId } = await linkTo('acknowledge')
    const response = await call(url, 'POST', init)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('Niemand sonst wird gerufen.')
    expect(await statusOf(alertId)).toMatchObject({ status: 'acknowledged', acknowledgedVia: 'link' })
    expect((await paging.messages(alertId)).every((one) => one.endsWith('cancelled'))).toBe(true)
    expect((await paging.timeline(alertId)).map((entry) => entry.kind)).toContain('answer.received')
  })

  test('answers programs in JSON', async () => {
    const { url } = await linkTo('resolve')
    const response = await call(url, 'POST', { headers: json })
    expect(await response.json()).toEqual({ status: 'resolved', outcome: 'done' })
  })

  test('a second time changes nothing and says who did it when', async () => {
    const { url, alertId } = await linkTo('acknowledge')
    await call(url, 'POST')
    const entries = (await paging.timeline(alertId)).length
    paging.clock.set(start.add({ minutes: 5 }))
    const again = await call(url, 'POST')
    expect(again.status).toBe(409)
    expect(await again.text()).toContain(
      'Alice hat damit am 5. Jan. 2026, 03:00 MEZ bestätigt. Jetzt wurde nichts geändert.',
    )
    expect(await (await call(url, 'POST', { headers: json })).json()).toMatchObject({
      code: 'link_used',
      outcome: 'used',
    })
    expect(await (await call(url, 'GET')).text()).toContain('Dieser Link wurde schon benutzt')
    expect(await paging.timeline(alertId)).toHaveLength(entries)
  })

  test('ten times at once acts once', async () => {
    const { url, alertId } = await linkTo('acknowledge')
    const responses = await Promise.all(Array.from({ length: 10 }, () => Promise.resolve(call(url, 'POST'))))
    const statuses = Map.groupBy(responses, (one) => one.status)
    expect({ acted: statuses.get(200)?.length, used: statuses.get(409)?.length }).toEqual({ acted: 1, used: 9 })
    const kinds = (await paging.timeline(alertId)).map((entry) => entry.kind)
    expect(kinds.filter((kind) => kind === 'answer.received')).toHaveLength(1)
  })

  test('who comes second is told who was faster', async () => {
    const { url, alertId } = await linkTo('acknowledge')
    await call((await linkTo('acknowledge', 'bob', alertId)).url, 'POST')
    const response = await call(url, 'POST')
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('Bob hat am 5. Jan. 2026, 03:00 MEZ bestätigt.')
  })

  test('what the alert cannot do is refused in words and can be tried again', async () => {
    const { url } = await linkTo('escalate')
    const response = await call(url, 'POST')
    expect(response.status).toBe(409)
    expect(await response.text()).toContain('Das geht jetzt nicht')
    expect((await call(url, 'GET')).status).toBe(200)
  })
})

describe('a link that is not right', () => {
  test('expires after a day, for looking and for acting', async () => {
    const { url, alertId } = await linkTo('acknowledge')
    paging.clock.set(start.add({ hours: 24 }))
    for (const method of ['GET', 'POST']) {
      const response = await call(url, method)
      expect(response.status).toBe(410)
      expect(await response.text()).toContain('Dieser Link ist abgelaufen')
    }
    expect(await (await call(url, 'POST', { headers: json })).json()).toMatchObject({ code: 'link_expired' })
    expect(await statusOf(alertId)).toMatchObject({ status: 'triggered' })
  })

  test('does nothing when Charlie changes any letter of it', async () => {
    const { url, alertId } = await linkTo('acknowledge')
    const token = url.slice(url.lastIndexOf('/') + 1)
    for (let index = 0; index < token.length; index += 1) {
      const letter = token[index] === 'A' ? 'B' : 'A'
      const forged = `${token.slice(0, index)}${letter}${token.slice(index + 1)}`
      const response = await app.request(`/a/${forged}`, { method: 'POST' })
      expect({ forged, status: response.status }).toEqual({ forged, status: 404 })
    }
    expect(await statusOf(alertId)).toMatchObject({ status: 'triggered' })
  })

  test('cannot be turned to another action, alert, organization or time', async () => {
    const { url, alertId } = await linkTo('acknowledge')
    const [payload = '', signature] = url.slice(url.lastIndexOf('/') + 1).split('.')
    for (const [position, value] of [
      [32, 1],
      [16, 0xff],
      [0, 0xff],
      [33, 0xff],
    ] as const) {
      const bytes = Buffer.from(payload, 'base64url')
      bytes[position] = value
      const forged = `/a/${bytes.toString('base64url')}.${signature}`
      expect((await app.request(forged, { method: 'POST' })).status).toBe(404)
    }
    expect(await statusOf(alertId)).toMatchObject({ status: 'triggered' })
  })

  test('made with another key, or for nothing that exists, is unknown in the reader’s language', async () => {
    const { url } = await linkTo('acknowledge')
    const signed = { secrets: paging.kernel.secrets, publicUrl: () => 'https://pikett.test' }
    const nowhere = {
      orgId: paging.home,
      deliveryId: paging.home,
      action: 'resolve',
      expiresAt: start.add({ hours: 1 }),
    } as const
    const foreign = { ...nowhere, orgId: paging.elsewhere }
    for (const one of [actionUrl(signed, nowhere), actionUrl(signed, foreign), `${url}x`, 'https://pikett.test/a/x']) {
      const german = await call(one, 'POST', { headers: { 'accept-language': 'de-CH,de;q=0.9' } })
      expect(german.status).toBe(404)
      expect(await german.text()).toContain('Dieser Link ist nicht gültig')
      expect(await (await call(one, 'GET')).text()).toContain('This link is not valid')
    }
  })

  test('of a person who has left answers nothing', async () => {
    const { url, alertId } = await linkTo('acknowledge', 'mia')
    await paging.inHome(({ trx, now }) =>
      trx.updateTable('users').set({ archivedAt: now }).where('id', '=', paging.userId('mia')).execute(),
    )
    expect((await call(url, 'POST')).status).toBe(404)
    expect(await statusOf(alertId)).toMatchObject({ status: 'triggered' })
  })

  test('takes no other method', async () => {
    const { url } = await linkTo('acknowledge')
    for (const method of ['PUT', 'DELETE', 'PATCH']) expect((await call(url, method)).status).toBe(405)
  })

  test('while the database is away says in words that nothing is settled, and programs get 503', async () => {
    const { url } = await linkTo('acknowledge')
    const away = createKernel({
      config: paging.kernel.config,
      clock: paging.clock,
      log: paging.kernel.log,
      databaseUrl: 'postgres://nobody@127.0.0.1:9/nowhere',
      secretKey: '42'.repeat(32),
      publicUrl: paging.kernel.publicUrl,
      processMetrics: false,
    })
    const cut = new Hono<ApiEnv>().route('/', actionLinkRoutes({ ...paging.parts, kernel: away }))
    const ask = (method: string, headers: Record<string, string>) =>
      cut.request(new URL(url).pathname, { method, headers })
    for (const method of ['GET', 'POST']) {
      const answer = await ask(method, { 'accept-language': 'de' })
      expect(answer.status).toBe(503)
      expect(answer.headers.get('retry-after')).toBe('5')
      expect(await answer.text()).toContain('Pikett kann gerade nicht antworten')
    }
    const told = await ask('POST', json)
    expect([told.status, ((await told.json()) as { code: string }).code]).toEqual([503, 'overloaded'])
    await away.close()
  })
})
