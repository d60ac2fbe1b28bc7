import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createPaging } from '../../testing/paging.ts'
import type { Paging } from '../../testing/paging.ts'
import { findAnswer } from '../store/answers.ts'
import { sendDirect } from '../actions/direct.ts'
import { callLoop, cancelForAlerts, sandboxRoutes } from '../index.ts'

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
let paging: Paging
beforeAll(async () => {
  paging = await createPaging(start)
})
afterEach(() => paging.clear())
afterAll(() => paging.close())

interface Desk {
  mails: { subject: string; text: string; links: { href: string; text: string }[] }[]
  sms: { direction: string; text: string }[]
  calls: { id: string; state: string; spoken: string[]; keys: { digit: string }[] }[]
}

const ask = (path: string, body?: object, as = 'bob') =>
  paging.ask(sandboxRoutes(paging.parts), as, body === undefined ? 'GET' : 'POST', `/sandbox${path}`, body)
const deskOf = async (key: string) => (await ask(`/people/${key}`)).body as unknown as Desk
const statusOf = (alertId: string) =>
  paging.inHome(({ trx }) =>
    trx
      .selectFrom('alerts')
      .select(['status', 'number', 'acknowledgedVia'])
      .where('id', '=', alertId)
      .executeTakeFirstOrThrow(),
  )

async function paged(channel: 'sms' | 'voice' | 'email', summary = 'ERP unreachable'): Promise<string> {
  const [contact] = await paging.inHome(({ trx }) => trx.selectFrom('contacts').select('id').execute())
  if (!contact) await paging.addContact('alice', { key: 'mobile', channel, address: '+4915112345678' })
  const alertId = await paging.addAlert({ summary })
  await paging.page('alice', alertId, { attempts: 1 })
  await paging.run()
  return alertId
}

describe('SMS on the simulated phone', () => {
  test('a page arrives with its number, marked as simulated, and a reply with the number acknowledges it', async () => {
    const alertId = await paged('sms')
    const { number } = await statusOf(alertId)
    const [page] = (await deskOf('alice')).sms
    expect(page).toMatchObject({ direction: 'out' })
    expect(page?.text).toBe(
      `#${number} ERP unreachable. Antwort ${number}a=bestätigen ${number}r=beheben ${number}e=eskalieren`,
    )
    expect((await paging.timeline(alertId)).at(-1)?.data).toMatchObject({ provider: 'sandbox', simulated: true })
    expect((await ask('/people/alice/sms', { text: `„${number} A“` })).body).toEqual({
      answer: `#${number}: Bestätigt. Niemand sonst wird gerufen.`,
    })
    expect(await statusOf(alertId)).toMatchObject({ status: 'acknowledged', acknowledgedVia: 'sms' })
    expect((await deskOf('alice')).sms.map((one) => one.direction)).toEqual(['out', 'in', 'out'])
    expect((await paging.timeline(alertId)).map((entry) => entry.kind)).toContain('answer.received')
  })

  test('a bare word answers the newest page', async () => {
    const older = await paged('sms')
    paging.clock.set(start.add({ seconds: 30 }))
    const newer = await paged('sms')
    await ask('/people/alice/sms', { text: 'gelöst' })
    expect([(await statusOf(older)).status, (await statusOf(newer)).status]).toEqual(['triggered', 'resolved'])
  })

  test('who comes second hears who was first and when', async () => {
    const alertId = await paged('sms')
    const { number } = await statusOf(alertId)
    await ask('/people/alice/sms', { text: 'ok' })
    const again = await ask('/people/alice/sms', { text: `${number}a` })
    expect(again.body.answer).toBe(
      `#${number}: Alice hat am 5. Jan. 2026, 03:00 MEZ bestätigt. Ihre Antwort hat nichts geändert.`,
    )
  })

  test('what is not understood, not open or not one’s own does nothing, and says so', async () => {
    expect((await ask('/people/alice/sms', { text: 'ok' })).body.answer).toContain('kein Alarm offen')
    const alertId = await paged('sms')
    const { number } = await statusOf(alertId)
    expect((await ask('/people/alice/sms', { text: 'who is this?' })).body.answer).toContain(`${number}a bestätigen`)
    expect((await ask('/people/alice/sms', { text: '999999a' })).body.answer).toContain('#999999')
    expect((await ask('/people/bob/sms', { text: `${number}a` })).body.answer).toContain(`#${number}`)
    expect((await statusOf(alertId)).status).toBe('triggered')
  })

  test('what the alert cannot do is answered in words too', async () => {
    const alertId = await paged('sms')
    expect((await ask('/people/alice/sms', { text: 'e' })).body.answer).toBe(
      'Das geht jetzt nicht. Es ist nichts geschehen.',
    )
    expect((await deskOf('alice')).sms.map((one) => one.direction)).toEqual(['out', 'in', 'out'])
    expect((await paging.timeline(alertId)).map((entry) => entry.kind)).not.toContain('answer.received')
  })
})

describe('a simulated call', () => {
  test('rings in silence, speaks when it is answered, and key 1 acknowledges and ends it', async () => {
    const alertId = await paged('voice', 'ERP ausgefallen')
    const [ringing] = (await deskOf('alice')).calls
    expect(ringing).toMatchObject({ state: 'ringing', spoken: [], keys: [] })
    expect((await ask('/people')).body).toMatchObject({
      items: expect.arrayContaining([{ key: 'alice', name: 'Alice', unread: 0, ringing: true }]),
    })
    expect((await ask(`/calls/${ringing!.id}/answer`, {})).status).toBe(204)
    const [answered] = (await deskOf('alice')).calls
    expect(answered?.spoken.slice(0, 3)).toEqual([
      'Hallo, hier ist Pikett.',
      'Sie werden gerufen. Hohe Priorität.',
      'ERP ausgefallen.',
    ])
    expect(answered?.keys.map((key) => key.digit)).toEqual(['1', '2', '3', '*'])
    expect((await paging.messages(alertId))[0]).toBe('mobile1 delivered')
    await ask(`/calls/${ringing!.id}/keys`, { digit: '*' })
    await ask(`/calls/${ringing!.id}/keys`, { digit: '9' })
    expect((await statusOf(alertId)).status).toBe('triggered')
    expect((await ask(`/calls/${ringing!.id}/keys`, { digit: '1' })).status).toBe(204)
    const [ended] = (await deskOf('alice')).calls
    expect(ended?.state).toBe('ended')
    expect(ended?.spoken.slice(4)).toEqual([
      ...answered!.spoken,
      'Diese Taste ist nicht belegt.',
      'Bestätigt. Niemand sonst wird gerufen.',
      'Auf Wiederhören.',
    ])
    expect(await statusOf(alertId)).toMatchObject({ status: 'acknowledged', acknowledgedVia: 'voice' })
  })

  test('stops ringing when somebody acknowledges elsewhere', async () => {
    const alertId = await paged('voice')
    await paging.inHome((work) => cancelForAlerts(work, [alertId], 'acknowledged'))
    const [call] = (await deskOf('alice')).calls
    expect(call?.state).toBe('ended')
    expect((await ask(`/calls/${call!.id}/answer`, {})).status).toBe(409)
  })

  test('is missed after 45 seconds, and hanging up is no answer', async () => {
    const alertId = await paged('voice')
    const loop = callLoop(paging.kernel)
    expect(await loop.nextAt()).toEqual(start.add({ seconds: 45 }))
    expect(await loop.run(start.add({ seconds: 44 }))).toBe(0)
    expect(await loop.run(start.add({ seconds: 45 }))).toBe(1)
    expect((await deskOf('alice')).calls[0]?.state).toBe('missed')
    await paged('voice')
    const [second] = (await deskOf('alice')).calls
    expect((await ask(`/calls/${second!.id}/hangup`, {})).status).toBe(204)
    expect((await ask(`/calls/${second!.id}/keys`, { digit: '1' })).status).toBe(409)
    expect((await statusOf(alertId)).status).toBe('triggered')
  })

  test('rings once, also when the sender died before it could write that down', async () => {
    const alertId = await paged('voice')
    const forgotten = { status: 'sending' as const, leaseUntil: start }
    await paging.inHome(({ trx }) => trx.updateTable('deliveries').set(forgotten).execute())
    await paging.run()
    expect((await deskOf('alice')).calls).toHaveLength(1)
    expect(await paging.messages(alertId)).toEqual(['mobile1 sent'])
  })
})

describe('a test message', () => {
  async function tested(channel: 'sms' | 'voice') {
    const contact = {
      id: await paging.addContact('alice', { key: 'mobile', channel, address: '+4915112345678' }),
      channel,
    }
    const userId = paging.userId('alice')
    const id = await paging.inHome((work) =>
      sendDirect(work, paging.kernel.secrets, { userId, contact, content: { kind: 'test' } }),
    )
    await paging.run()
    return id
  }
  const answerTo = (deliveryId: string) =>
    paging.inHome(({ trx }) => findAnswer(trx, deliveryId, 'acknowledge').then((answer) => answer?.via))

  test('by SMS is answered by its own word, so that no letter for an alert is taken for it', async () => {
    const id = await tested('sms')
    expect((await ask('/people/alice/sms', { text: 'ok' })).body.answer).toContain('kein Alarm offen')
    expect(await answerTo(id)).toBeUndefined()
    expect((await ask('/people/alice/sms', { text: ' Test. ' })).body.answer).toBe('Danke. Dieser Weg erreicht Sie.')
    expect(await answerTo(id)).toBe('sms')
    paging.clock.set(start.add({ hours: 25 }))
    expect((await ask('/people/alice/sms', { text: 'test' })).body.answer).toContain('keine Testnachricht')
    paging.clock.set(start)
  })

  test('by phone is answered by a key, after which the call ends', async () => {
    const id = await tested('voice')
    const [call] = (await deskOf('alice')).calls
    await ask(`/calls/${call!.id}/answer`, {})
    await ask(`/calls/${call!.id}/keys`, { digit: '2' })
    expect(await answerTo(id)).toBeUndefined()
    await ask(`/calls/${call!.id}/keys`, { digit: '1' })
    expect(await answerTo(id)).toBe('voice')
    const [after] = (await deskOf('alice')).calls
    expect(after).toMatchObject({ state: 'ended' })
    expect(after?.spoken).toContain('Danke. Dieser Weg erreicht Sie.')
  })
})

describe('the mailbox', () => {
  test('shows mails with their links and counts what is unread until somebody looks', async () => {
    await paged('email')
    const unread = async () => {
      const { items } = (await ask('/people')).body as unknown as { items: { key: string; unread: number }[] }
      return items.find((one) => one.key === 'alice')?.unread
    }
    expect(await unread()).toBe(1)
    const [mail] = (await deskOf('alice')).mails
    expect(mail?.links.map((link) => link.text)).toEqual(['Bestätigen', 'Beheben', 'Eskalieren', 'In Pikett öffnen'])
    expect(await unread()).toBe(0)
  })

  test('receives what an organization that only tries Pikett out would send, though a mail server is set up', async () => {
    const smtp = { host: '127.0.0.1', port: 1, security: 'none', from: 'a@b.test' }
    await paging.setOrganization({
      demo: true,
      smtpSealed: paging.kernel.secrets.seal('provider', JSON.stringify(smtp)),
    })
    await paged('email')
    expect((await deskOf('alice')).mails).toHaveLength(1)
  })
})

describe('who may use it', () => {
  test('a stakeholder may not; nobody sees or answers what belongs to another organization', async () => {
    expect((await ask('/people', undefined, 'sam')).status).toBe(403)
    await paged('voice')
    const [call] = (await deskOf('alice')).calls
    expect((await ask('/people/alice', undefined, 'charlie')).status).toBe(404)
    expect((await ask(`/calls/${call!.id}/answer`, {}, 'charlie')).status).toBe(404)
    expect((await ask('/people/alice/sms', { text: 'ok' }, 'charlie')).status).toBe(404)
    expect((await ask('/calls/not-a-call/answer', {})).status).toBe(404)
    expect((await ask(`/calls/${call!.id}/keys`, { digit: '11' })).status).toBe(400)
  })
})
