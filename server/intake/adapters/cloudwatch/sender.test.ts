import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CloudwatchOptions } from '../../../../contract/intake/cloudwatch.ts'
import { createCertificate } from '../../../testing/certificate.ts'
import { certificateAddress, signedBySns } from '../../../testing/sns.ts'
import { createMemory } from '../../memory.ts'
import type { SenderCheck } from '../adapter.ts'
import { checkSender } from './sender.ts'

const now = Temporal.Instant.from('2026-01-05T10:00:05Z')
const certificate = createCertificate(now.subtract({ hours: 1 }), now.add({ hours: 24 }))
const stranger = createCertificate(now.subtract({ hours: 1 }), now.add({ hours: 24 }))

type Message = Record<string, unknown>
const read = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.json`), 'utf8')) as Message

/** Amazon as far as it is asked: the certificate, and subscriptions that are confirmed. */
function amazon({ pem = certificate.pem, status = 200 } = {}) {
  const asked: string[] = []
  const outside = {
    memory: createMemory(),
    get: async (url: string) => {
      asked.push(url)
      return { status, body: url.endsWith('.pem') ? pem : '<ConfirmSubscriptionResponse/>' }
    },
  }
  const check = (message: unknown, options: CloudwatchOptions = {}, receivedAt = now): Promise<SenderCheck> =>
    checkSender(
      {
        method: 'POST',
        path: '',
        headers: {},
        query: {},
        body: JSON.stringify(message),
        receivedAt,
        options: { cloudwatch: options },
        newKey: () => 'key',
        sourceId: 'source',
      },
      outside,
    )
  return { asked, check }
}

const reasonOf = (check: SenderCheck) => (check.ok ? 'ok' : check.rejection.reason)

describe('a message of SNS', () => {
  test.each(['1', '2'] as const)('signed by Amazon in version %s is genuine', async (version) => {
    expect(reasonOf(await amazon().check(signedBySns(read('alarm'), certificate, version)))).toBe('ok')
  })

  test.each([
    ['changed afterwards', { Message: '{}' }],
    ['with another subject', { Subject: 'x' }],
    ['of another topic', { TopicArn: 'arn:aws:sns:eu-central-1:999999999999:other' }],
    ['without its signature', { Signature: 'AAAA' }],
    ['with the signature of another version', { SignatureVersion: '2' }],
    ['in a version that nobody knows', { SignatureVersion: '3' }],
    ['in a version called like a property of objects', { SignatureVersion: 'constructor' }],
  ])('%s is refused', async (_how, over) => {
    const check = await amazon().check({ ...signedBySns(read('alarm'), certificate), ...over })
    expect(check).toMatchObject({ ok: false, response: { status: 401 }, rejection: { reason: 'wrong_signature' } })
  })

  test('signed by somebody else is refused, and what is kept holds no addresses of the subscription', async () => {
    const check = await amazon().check(signedBySns(read('alarm'), stranger))
    expect(reasonOf(check)).toBe('wrong_signature')
    expect(JSON.stringify(check)).not.toContain('Unsubscribe&')
  })

  test.each([
    'https://evil.test/x.pem',
    'http://sns.eu-central-1.amazonaws.com/x.pem',
    'https://169.254.169.254/x.pem',
  ])('that names a certificate elsewhere (%s) is refused, and nobody is asked', async (SigningCertURL) => {
    const { asked, check } = amazon()
    const message = { ...signedBySns(read('alarm'), certificate), SigningCertURL }
    expect(reasonOf(await check(message))).toBe('wrong_signature')
    expect(asked).toEqual([])
  })

  test('with names of addresses in the way of Lambda is genuine as well', async () => {
    const { SigningCertURL, ...message } = signedBySns(read('alarm'), certificate)
    expect(reasonOf(await amazon().check({ ...message, SigningCertUrl: SigningCertURL }))).toBe('ok')
  })

  test('is refused when the certificate is not valid at this time, or is none', async () => {
    const { pem } = createCertificate(now.subtract({ hours: 48 }), now.subtract({ hours: 24 }))
    expect(reasonOf(await amazon({ pem }).check(signedBySns(read('alarm'), certificate)))).toBe('wrong_signature')
    const none = await amazon({ pem: '<html>' }).check(signedBySns(read('alarm'), certificate))
    expect(reasonOf(none)).toBe('wrong_signature')
  })

  test('costs one request for the certificate, however many come at once', async () => {
    const { asked, check } = amazon()
    const messages = Array.from({ length: 20 }, (_, at) =>
      signedBySns({ ...read('alarm'), MessageId: `m${at}` }, certificate),
    )
    await Promise.all(messages.map((message) => check(message)))
    await check(messages[0])
    expect(asked).toEqual([certificateAddress])
  })

  test('is to come again while Amazon cannot be asked, and the failure is not remembered', async () => {
    let isAway = true
    const outside = {
      memory: createMemory(),
      get: async () => {
        if (isAway) throw new Error('no route')
        return { status: 200, body: certificate.pem }
      },
    }
    const request = {
      method: 'POST',
      path: '',
      headers: {},
      query: {},
      receivedAt: now,
      options: {},
      newKey: () => 'k',
    }
    const body = JSON.stringify(signedBySns(read('alarm'), certificate))
    expect(await checkSender({ ...request, body }, outside)).toMatchObject({
      ok: false,
      response: { status: 503 },
      rejection: { reason: 'certificate_unavailable', detail: expect.stringContaining('no route') },
    })
    isAway = false
    expect(reasonOf(await checkSender({ ...request, body }, outside))).toBe('ok')
  })

  test.each([
    [{ minutes: 59 }, 'ok'],
    [{ minutes: 61 }, 'too_old'],
  ])('that is received %j later is %s', async (later, expected) => {
    const message = signedBySns({ ...read('alarm'), Timestamp: now.toString() }, certificate)
    expect(reasonOf(await amazon().check(message, {}, now.add(later)))).toBe(expected)
  })

  test('from a future of more than an hour, or without a time, is refused', async () => {
    const at = (Timestamp: string) => signedBySns({ ...read('alarm'), Timestamp }, certificate)
    expect(reasonOf(await amazon().check(at(now.add({ minutes: 61 }).toString())))).toBe('too_old')
    expect(reasonOf(await amazon().check(at('yesterday')))).toBe('invalid_event')
  })

  test('that was stored is answered and not read again when it comes a second time', async () => {
    const { check } = amazon()
    const message = signedBySns(read('alarm'), certificate)
    const first = await check(message)
    expect(reasonOf(await check(message))).toBe('ok')
    if (first.ok) first.stored?.()
    expect(await check(message)).toMatchObject({
      ok: false,
      response: { status: 200 },
      rejection: { reason: 'already_received' },
    })
  })

  test('of a topic that the source does not name is refused before anybody is asked', async () => {
    const topic = 'arn:aws:sns:eu-central-1:123456789012:pikett'
    const message = signedBySns(read('alarm'), certificate)
    for (const topics of [[topic], ['arn:x', 'arn:aws:sns:eu-central-1:123456789012:*']]) {
      expect(reasonOf(await amazon().check(message, { topics }))).toBe('ok')
    }
    const { asked, check } = amazon()
    expect(reasonOf(await check(message, { topics: [topic.slice(0, -1)] }))).toBe('unknown_topic')
    expect(asked).toEqual([])
  })
})

describe('a subscription', () => {
  const confirmations = (asked: string[]) => asked.filter((url) => url.includes('ConfirmSubscription'))

  test('is confirmed once, after its request has proved genuine', async () => {
    const { asked, check } = amazon()
    const message = signedBySns(read('subscription'), certificate)
    expect(reasonOf(await check(message))).toBe('ok')
    expect(reasonOf(await check(message))).toBe('ok')
    expect(asked[0]).toBe(certificateAddress)
    expect(confirmations(asked)).toEqual([message.SubscribeURL])
  })

  test('of a forger, or of a topic that is not wanted, is not confirmed', async () => {
    const { asked, check } = amazon()
    expect(reasonOf(await check(signedBySns(read('subscription'), stranger)))).toBe('wrong_signature')
    const topics = ['arn:aws:sns:eu-central-1:1:*']
    expect(reasonOf(await check(signedBySns(read('subscription'), certificate), { topics }))).toBe('unknown_topic')
    expect(confirmations(asked)).toEqual([])
  })

  test('is not confirmed at an address that is not Amazon, even if it is signed', async () => {
    const { asked, check } = amazon()
    const SubscribeURL = 'https://evil.test/?Action=ConfirmSubscription'
    const message = signedBySns({ ...read('subscription'), SubscribeURL }, certificate)
    expect(reasonOf(await check(message))).toBe('wrong_signature')
    expect(confirmations(asked)).toEqual([])
  })

  test('that Amazon does not confirm is to be asked for again', async () => {
    const outside = {
      memory: createMemory(),
      get: async (url: string) => ({ status: url.endsWith('.pem') ? 200 : 500, body: certificate.pem }),
    }
    const body = JSON.stringify(signedBySns(read('subscription'), certificate))
    const request = {
      method: 'POST',
      path: '',
      headers: {},
      query: {},
      receivedAt: now,
      options: {},
      newKey: () => 'k',
    }
    expect(await checkSender({ ...request, body }, outside)).toMatchObject({
      response: { status: 503 },
      rejection: { reason: 'subscription_failed', detail: expect.stringContaining('500') },
    })
  })
})

test('what is no message of SNS is left to the reader: there is nothing to check', async () => {
  const { asked, check } = amazon()
  for (const body of [{}, [], 'x', read('raw'), { Type: 5 }]) expect(reasonOf(await check(body))).toBe('ok')
  expect(reasonOf(await check({ ...read('alarm'), Token: 'x', Type: 'SubscriptionConfirmation' }))).toBe(
    'invalid_event',
  )
  expect(asked).toEqual([])
})
