import { Hono } from 'hono'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ApiEnv } from '../../kernel/http/api.ts'
import { answerError } from '../../kernel/http/problem.ts'
import { createPaging } from '../../testing/paging.ts'
import type { Paging } from '../../testing/paging.ts'
import { actionUrl } from '../actions/links.ts'
import { actionLinkRoutes, sandboxRoutes } from '../index.ts'

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
let paging: Paging
let links: Hono<ApiEnv>
beforeAll(async () => {
  paging = await createPaging(start)
  links = new Hono<ApiEnv>()
  links.onError(answerError)
  links.route('/', actionLinkRoutes(paging.parts))
})
afterEach(() => paging.clear())
afterAll(() => paging.close())

interface Desk {
  mails: { subject: string; text: string; links: { href: string; text: string }[] }[]
  sms: { direction: string; text: string }[]
  calls: { id: string; state: string; spoken: string[]; keys: { digit: string; label: string }[] }[]
}

const ask = (path: string, body?: object, as = 'bob') =>
  paging.ask(sandboxRoutes(paging.parts), as, body === undefined ? 'GET' : 'POST', `/sandbox${path}`, body)
const desk = async () => (await ask('/people/alice')).body as unknown as Desk
const statuses = (alertIds: readonly string[]) =>
  paging.inHome(async ({ trx }) => {
    const rows = await trx.selectFrom('alerts').select('status').where('id', 'in', alertIds).orderBy('id').execute()
    return rows.map((row) => row.status)
  })
const last = async (alertId: string) => (await paging.timeline(alertId)).at(-1)

/** Three alerts in one message to Alice. */
async function bundled(channel: 'sms' | 'voice' | 'email'): Promise<string[]> {
  await paging.addContact('alice', {
    key: 'mobile',
    channel,
    address: channel === 'email' ? 'a@b.test' : '+4915112345678',
  })
  const alerts: string[] = []
  for (const summary of ['ERP unreachable', 'Disk full', 'Backup late']) {
    const alertId = await paging.addAlert({ summary, customer: 'Acme & Co' })
    await paging.page('alice', alertId, { attempts: 1 })
    alerts.push(alertId)
  }
  await paging.run()
  return alerts
}

async function bundleUrl(action: 'acknowledge' | 'resolve' = 'acknowledge'): Promise<string> {
  const { id } = await paging.inHome(({ trx }) =>
    trx.selectFrom('deliveries').select('id').where('kind', '=', 'bundle').executeTakeFirstOrThrow(),
  )
  const expiresAt = paging.clock.now().add({ hours: 24 })
  return actionUrl(paging.kernel, { orgId: paging.home, deliveryId: id, action, expiresAt })
}

const call = (url: string, method: string, init: RequestInit = {}) =>
  links.request(new URL(url).pathname, { method, ...init })
const json = { headers: { accept: 'application/json' } }

describe('a mail about several alerts', () => {
  test('lists them with a link each, and one link for all', async () => {
    const alerts = await bundled('email')
    const [mail] = (await desk()).mails
    expect(mail?.subject).toBe('3 Alarme: Acme & Co: ERP unreachable …')
    expect(mail?.links.map((link) => link.text)).toEqual([
      'Alle 3 bestätigen',
      'In Pikett öffnen',
      ...mail!.links.slice(2).map((link) => link.text),
    ])
    expect(mail?.text).toContain('Disk full')
    expect(await call(mail!.links[3]!.href, 'POST')).toMatchObject({ status: 200 })
    expect(await statuses(alerts)).toEqual(['triggered', 'acknowledged', 'triggered'])
  })

  test('its link shows the alerts and asks; only POST acts, on all that nobody has answered, and once', async () => {
    const alerts = await bundled('email')
    const url = (await desk()).mails[0]!.links[0]!.href
    await paging.inHome((work) =>
      paging.parts.ports.answer(work, {
        alertId: alerts[0]!,
        action: 'resolve',
        userId: paging.userId('bob'),
        userName: 'Bob',
        via: 'console',
      }),
    )
    const page = await (await call(url, 'GET')).text()
    expect(page).toContain('Diese 3 Alarme bestätigen?')
    expect(page).toContain('Acme &amp; Co: ERP unreachable')
    expect(page).toContain('Sie antworten als Alice.')
    expect(page).toContain('<button type="submit">Alle 3 bestätigen</button>')
    expect(await statuses(alerts)).toEqual(['resolved', 'triggered', 'triggered'])
    const answer = await call(url, 'POST')
    expect(answer.status).toBe(200)
    const done = await answer.text()
    expect(done).toContain('Bestätigt: 2.')
    expect(done).toContain('Schon vorher beantwortet: 1.')
    expect(await statuses(alerts)).toEqual(['resolved', 'acknowledged', 'acknowledged'])
    expect(await last(alerts[1]!)).toMatchObject({
      kind: 'alert.acknowledged',
      actor: { kind: 'user', name: 'Alice' },
      data: { via: 'link', together: 3 },
    })
    expect((await call(url, 'POST')).status).toBe(409)
    expect(await (await call(url, 'GET')).text()).toContain('Dieser Link wurde schon benutzt')
  })

  test('programs are told how many it was, or that the link was used', async () => {
    await bundled('email')
    const url = await bundleUrl()
    const answer = await call(url, 'POST', json)
    expect(await answer.json()).toEqual({ status: 'acknowledged', outcome: 'done', acknowledged: 3, alerts: 3 })
    const again = await call(url, 'POST', json)
    expect(again.status).toBe(409)
    expect(await again.json()).toMatchObject({ code: 'link_used', outcome: 'used' })
  })

  test('two people at once on the same link acknowledge each alert once', async () => {
    const alerts = await bundled('email')
    const url = await bundleUrl()
    const answers = await Promise.all([call(url, 'POST', json), call(url, 'POST', json)])
    expect(answers.every((one) => one.status === 200 || one.status === 409)).toBe(true)
    for (const alertId of alerts) {
      const entries = await paging.timeline(alertId)
      expect(entries.filter((entry) => entry.kind === 'alert.acknowledged')).toHaveLength(1)
    }
  })

  test('after a day the link has expired, and nothing else than acknowledging can be asked of it', async () => {
    const alerts = await bundled('email')
    const url = await bundleUrl()
    const other = await bundleUrl('resolve')
    expect((await call(other, 'POST')).status).toBe(404)
    paging.clock.set(start.add({ hours: 24 }))
    expect((await call(url, 'POST')).status).toBe(410)
    expect(await statuses(alerts)).toEqual(['triggered', 'triggered', 'triggered'])
  })
})

describe('an SMS about several alerts', () => {
  test('is answered by one word for all', async () => {
    const alerts = await bundled('sms')
    const [sms] = (await desk()).sms
    expect(sms?.text).toMatch(/^3 Alarme: #\d+ Acme & Co: ERP unreachable; .* Antwort alle=alle bestätigen/)
    expect((await ask('/people/alice/sms', { text: 'Alle' })).body.answer).toBe(
      'Bestätigt: 3. Dafür wird niemand mehr gerufen.',
    )
    expect(await statuses(alerts)).toEqual(['acknowledged', 'acknowledged', 'acknowledged'])
    expect((await desk()).sms.map((one) => one.direction)).toEqual(['out', 'in', 'out'])
    expect((await ask('/people/alice/sms', { text: 'alle' })).body.answer).toContain('schon beantwortet')
  })

  test('a letter alone could mean any of them: nothing is done, and the answer says how', async () => {
    const alerts = await bundled('sms')
    expect((await ask('/people/alice/sms', { text: 'ok' })).body.answer).toMatch(/Es wurde nichts getan.* 3 Alarme/)
    expect(await statuses(alerts)).toEqual(['triggered', 'triggered', 'triggered'])
  })

  test('each can be answered by its number', async () => {
    const alerts = await bundled('sms')
    const number = Number(/; #(\d+) Acme & Co: Disk full/.exec((await desk()).sms[0]!.text)?.[1])
    await ask('/people/alice/sms', { text: `${number}r` })
    expect(await statuses(alerts)).toEqual(['triggered', 'resolved', 'triggered'])
  })

  test('somebody who was told of no several alerts answers none', async () => {
    await bundled('sms')
    expect((await ask('/people/bob/sms', { text: 'alle' })).body.answer).toContain('kein Alarm offen')
  })
})

describe('a call about several alerts', () => {
  test('says how many and the first; key 1 acknowledges all of them and ends the call', async () => {
    const alerts = await bundled('voice')
    const { id } = (await desk()).calls[0]!
    await ask(`/calls/${id}/answer`, {})
    const [connected] = (await desk()).calls
    expect(connected?.spoken.join(' ')).toMatch(/Sie haben 3 neue Alarme\. Der erste: Acme & Co: ERP unreachable\./)
    expect(connected?.keys.map((key) => key.digit)).toEqual(['1', '*'])
    await ask(`/calls/${id}/keys`, { digit: '2' })
    expect(await statuses(alerts)).toEqual(['triggered', 'triggered', 'triggered'])
    await ask(`/calls/${id}/keys`, { digit: '1' })
    expect(await statuses(alerts)).toEqual(['acknowledged', 'acknowledged', 'acknowledged'])
    const [ended] = (await desk()).calls
    expect(ended).toMatchObject({ state: 'ended' })
    expect(ended?.spoken).toContain('Bestätigt: 3. Dafür wird niemand mehr gerufen.')
  })
})
