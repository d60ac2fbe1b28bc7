import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPaging } from '../../../testing/paging.ts'
import type { Paging } from '../../../testing/paging.ts'
import { startMailServer } from '../../../testing/mail-server.ts'
import type { MailServer } from '../../../testing/mail-server.ts'

const start = Temporal.Instant.from('2026-01-05T02:00:00Z')
let paging: Paging
let server: MailServer
beforeAll(async () => {
  paging = await createPaging(start)
})
beforeEach(async () => {
  server = await startMailServer()
  const smtp = { host: '127.0.0.1', port: server.port, security: 'none', from: 'alerts@acme.example', fromName: 'NOC' }
  await paging.setOrganization({ smtpSealed: paging.kernel.secrets.seal('provider', JSON.stringify(smtp)) })
  await paging.addContact('alice', { key: 'mail', channel: 'email', address: 'alice@example.test' })
})
afterEach(async () => {
  await server.close()
  await paging.clear()
})
afterAll(() => paging.close())

const headersOf = (raw: string) => {
  const block = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  return new Map(
    block
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  )
}

describe('a page by mail', () => {
  test('has the headers that mail systems expect of an alert (wire B11)', async () => {
    const alertId = await paging.addAlert({ summary: 'Störung: ERP nicht erreichbar', customer: 'Müller & Söhne' })
    await paging.page('alice', alertId, { attempts: 2 })
    await paging.run()
    const first = server.take('alice@example.test')
    const headers = headersOf(first.raw)
    expect(first.from).toBe('alerts@acme.example')
    expect(headers.get('from')).toBe('NOC <alerts@acme.example>')
    expect(headers.get('to')).toBe('Alice <alice@example.test>')
    expect(first.mail.subject).toMatch(/^\[Müller & Söhne\] Störung: ERP nicht erreichbar \(#\d+\)$/)
    expect(headers.get('subject')).toMatch(/^=\?UTF-8\?/)
    expect(headers.get('auto-submitted')).toBe('auto-generated')
    expect(headers.get('x-auto-response-suppress')).toBe('All')
    expect(headers.get('importance')).toBe('high')
    expect(headers.get('x-priority')).toBe('1')
    expect(headers.has('precedence')).toBe(false)
    expect(headers.get('references')).toBe(`<alert-${alertId}@acme.example>`)
    expect(headers.get('in-reply-to')).toBe(`<alert-${alertId}@acme.example>`)
    expect(headers.get('message-id')).toMatch(/^<delivery-[0-9a-f-]{36}@acme\.example>$/)
    expect(headers.get('date')).toBe('Mon, 05 Jan 2026 02:00:00 +0000')
    expect(headers.get('content-type')).toMatch(/^multipart\/alternative/)
    expect(first.raw.indexOf('text/plain')).toBeLessThan(first.raw.indexOf('text/html'))
    await paging.pass(60)
    const second = headersOf(server.take('alice@example.test').raw)
    expect(second.get('references')).toBe(headers.get('references'))
    expect(second.get('subject')).toBe(headers.get('subject'))
    expect(second.get('message-id')).not.toBe(headers.get('message-id'))
  })

  test('a retry after an unknown outcome bears the same Message-ID', async () => {
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 1 })
    await paging.run()
    const id = headersOf(server.take('alice@example.test').raw).get('message-id')
    const forgotten = { status: 'sending' as const, leaseUntil: start }
    await paging.inHome(({ trx }) => trx.updateTable('deliveries').set(forgotten).execute())
    await paging.run()
    expect(headersOf(server.take('alice@example.test').raw).get('message-id')).toBe(id)
  })

  test('a summary cannot begin another header, nor another mail', async () => {
    const alertId = await paging.addAlert({ summary: 'Down\r\nBcc: charlie@example.test\r\n\r\n.\r\nMAIL FROM:<x@x>' })
    await paging.page('alice', alertId, { attempts: 1 })
    await paging.run()
    const mail = server.take('alice@example.test')
    expect(mail.to).toEqual(['alice@example.test'])
    expect(headersOf(mail.raw).has('bcc')).toBe(false)
    expect(mail.mail.subject).toMatch(/^Down Bcc: charlie@example\.test \. MAIL FROM:<x@x> \(#\d+\)$/)
    expect(server.mails).toEqual([])
  })

  test('low priority is not marked as urgent', async () => {
    await paging.page('alice', await paging.addAlert({ priority: 'low' }), { priority: 'low', attempts: 1 })
    await paging.run()
    expect(headersOf(server.take('alice@example.test').raw).has('importance')).toBe(false)
  })

  test('says what is broken, for whom and since when, with a link per answer, in text and in HTML', async () => {
    const alertId = await paging.addAlert({ summary: 'Disk <full> & "hot"', customer: 'Acme' })
    await paging.page('alice', alertId, { attempts: 1 })
    await paging.run()
    const { mail } = server.take('alice@example.test')
    expect(mail.text).toContain('Disk <full> & "hot"')
    expect(mail.text).toContain('Mandant: Acme')
    expect(mail.text).toContain('Seit: 5. Jan. 2026, 03:00 MEZ')
    expect(mail.text?.match(/https:\/\/pikett\.test\/a\/\S+/g)).toHaveLength(3)
    expect(mail.html).toContain('Disk &lt;full&gt; &amp; &quot;hot&quot;')
    expect(mail.html).toContain('lang="de"')
    expect(mail.html).not.toMatch(/<img|<script|https?:\/\/(?!pikett\.test)/)
  })
})

describe('a mail that is refused', () => {
  test('as to an unknown address for the third time switches the contact off', async () => {
    server.refuse('alice@example.test', { code: 550, text: '5.1.1 no such user' })
    for (const expected of [1, 1, 1, 0]) {
      expect(await paging.page('alice', await paging.addAlert(), { attempts: 1 })).toMatchObject({
        deliveries: expected,
      })
      await paging.pass(1)
    }
  })

  test('for the moment is tried again', async () => {
    const alertId = await paging.addAlert()
    server.refuse('alice@example.test', { code: 450, text: '4.7.1 greylisted' })
    await paging.page('alice', alertId, { attempts: 1 })
    await paging.run()
    expect((await paging.timeline(alertId)).at(-1)).toMatchObject({
      kind: 'delivery.retry',
      data: { reason: 'server_error', detail: expect.stringContaining('4.7.1 greylisted') },
    })
    server.refuse('alice@example.test', undefined)
    await paging.pass(5)
    server.take('alice@example.test')
  })

  test('because the server does not encrypt though it must, is said so', async () => {
    const smtp = { host: '127.0.0.1', port: server.port, security: 'starttls', from: 'alerts@acme.example' }
    await paging.setOrganization({ smtpSealed: paging.kernel.secrets.seal('provider', JSON.stringify(smtp)) })
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 1 })
    await paging.run()
    expect((await paging.timeline(alertId)).map((entry) => entry.data.reason)).toContain('encryption_refused')
  })

  test('an organization’s server inside our own network is not connected to', async () => {
    const smtp = { host: '10.0.0.1', port: 25, security: 'none', from: 'alerts@acme.example' }
    await paging.setOrganization({ smtpSealed: paging.kernel.secrets.seal('provider', JSON.stringify(smtp)) })
    const alertId = await paging.addAlert()
    await paging.page('alice', alertId, { attempts: 1 })
    await paging.run()
    expect((await paging.timeline(alertId)).map((entry) => entry.data.reason)).toContain('address_not_allowed')
  })
})
