import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChannelState, MailTrialResult } from '../../../contract/channels.ts'
import type { World } from '../../testing/world.ts'
import { createWorld } from '../../testing/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const tryMail = async (body: object) =>
  (await world.alice.post<MailTrialResult>('/channels/email/test', { to: 'ann@example.test', ...body })).body

describe('the channels', () => {
  test('say who carries each, which are simulated, and how many people they reach', async () => {
    const { items, mail, push } = (await world.alice.get<ChannelState>('/channels')).body
    const of = (channel: string) => items.find((one) => one.channel === channel)
    expect(of('email')).toMatchObject({ provider: 'smtp', simulated: false, contacts: 2, people: 2 })
    expect(of('sms')).toMatchObject({ provider: 'sandbox', simulated: true, contacts: 2 })
    expect(of('push')).toMatchObject({ contacts: 0, people: 0 })
    expect(mail).toMatchObject({ server: 'organization', host: '127.0.0.1', from: 'pikett@nordlicht.test' })
    expect(push.publicKey).toMatch(/^[\w-]{80,}$/)
  })

  test('of another organization are its own: Charlie sees no mail server of Alice’s', async () => {
    const { items, mail } = (await world.charlie.get<ChannelState>('/channels')).body
    expect(mail).toEqual({ server: 'none', host: null, port: null, from: null })
    expect(items.find((one) => one.channel === 'email')).toMatchObject({ simulated: true, contacts: 1 })
  })
})

describe('a trial mail', () => {
  test('arrives, and the answer of the server is told word for word', async () => {
    const result = await tryMail({})
    expect(result).toMatchObject({ outcome: 'accepted', to: 'ann@example.test', reason: null })
    expect(result.answer).toMatch(/^250 /)
    expect(world.mails.take('ann@example.test').mail.subject).toMatch(/Probe-Mail/)
  })

  test('that is refused says what the server said and what that means', async () => {
    world.mails.refuse('ann@example.test', { code: 550, text: '5.1.1 nobody here of that name' })
    expect(await tryMail({})).toMatchObject({
      outcome: 'refused',
      answer: expect.stringContaining('5.1.1 nobody here of that name') as string,
      reason: 'address_unknown',
    })
  })

  test('takes settings that are not saved, so that wrong ones never carry an alert', async () => {
    const smtp = { host: '127.0.0.1', port: 1, security: 'none', from: 'other@nordlicht.test' }
    expect(await tryMail({ smtp })).toMatchObject({ outcome: 'failed', port: 1, reason: 'network' })
    expect(await tryMail({})).toMatchObject({ outcome: 'accepted' })
    world.mails.take('ann@example.test')
  })

  test('without a mail server goes nowhere and says so', async () => {
    const { body } = await world.charlie.post('/channels/email/test', { to: 'ann@example.test' })
    expect(body).toMatchObject({ outcome: 'simulated', answer: null })
  })

  test('is noted with its outcome; an API key without an address is told what is missing', async () => {
    await tryMail({})
    world.mails.take('ann@example.test')
    const { body } = await world.alice.get<{ items: object[] }>('/audit?action=channel.')
    expect(body.items).toMatchObject([
      { action: 'channel.tested', data: { outcome: 'accepted', to: 'ann@example.test' } },
    ])
    expect((await world.alice.post('/channels/email/test', {})).status).toBe(400)
    expect((await world.bob.post('/channels/email/test', {})).status).toBe(403)
  })
})
