import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { emailOptions } from '../../../../contract/intake/email.ts'
import type { EmailOptions } from '../../../../contract/intake/email.ts'
import { alertEvent } from '../../../../contract/intake/event.ts'
import type { z } from 'zod'
import { eventOfMail } from './event.ts'
import { readMail } from './read.ts'
import { ruleProblems } from './rules.ts'

const envelope = { sender: 'sender@example.test', recipients: ['key@pikett.test'] }

async function eventOf(mail: string, options: z.input<typeof emailOptions> = {}, sender = envelope.sender) {
  const raw = /^[a-z-]+$/.test(mail)
    ? readFileSync(new URL(`./fixtures/${mail}.eml`, import.meta.url))
    : Buffer.from(mail)
  const parsed: EmailOptions = emailOptions.parse(options)
  expect(ruleProblems(parsed)).toEqual([])
  const event = eventOfMail(await readMail(raw), { envelope: { ...envelope, sender }, options: parsed })
  expect(alertEvent.safeParse(event).error).toBeUndefined()
  return event
}

const mail = (subject: string, more = '', body = 'text') =>
  `From: Ann <ann@example.test>\r\nTo: key@pikett.test\r\nSubject: ${subject}\r\n${more}\r\n${body}\r\n`

describe('mails of real senders', () => {
  test('Nagios: problem and recovery are one alert', async () => {
    const problem = await eventOf('nagios-problem')
    expect(problem).toMatchObject({
      action: 'trigger',
      severity: 'critical',
      summary: '** PROBLEM Service Alert: web-07/Disk /var is CRITICAL **',
      occurredAt: '2026-01-05T02:00:00Z',
      fields: { from: 'Nagios <nagios@mon.example.test>', text: expect.stringContaining('812 MB') },
    })
    expect(await eventOf('nagios-recovery')).toMatchObject({ action: 'resolve', dedupKey: problem.dedupKey })
  })

  test('Icinga: the state is the severity', async () => {
    expect(await eventOf('icinga-problem')).toMatchObject({ action: 'trigger', severity: 'warning' })
  })

  test('Zabbix: umlauts in base64, and the number of the problem is the key', async () => {
    const problem = await eventOf('zabbix-problem')
    expect(problem).toMatchObject({
      action: 'trigger',
      severity: 'error',
      summary: 'Problem: Zu wenig Speicherplatz auf /var (übergelaufen)',
      dedupKey: 'zabbix@mon.example.test: zabbix 47110815',
    })
    expect(await eventOf('zabbix-resolved')).toMatchObject({ action: 'resolve', dedupKey: problem.dedupKey })
  })

  test('Veeam: HTML in an old character set becomes words; success is the end', async () => {
    const failed = await eventOf('veeam-failed')
    expect(failed).toMatchObject({ action: 'trigger', severity: 'error' })
    expect(failed.fields.text).toContain('Größe 1,2 TB')
    expect(failed.fields.text).toContain('Fehler: Der Prozess "Prüfung" läuft nicht <0x80070005>')
    expect(failed.fields.text).not.toMatch(/not shown|no comment|font-family/)
    expect(await eventOf('veeam-success')).toMatchObject({ action: 'resolve', dedupKey: failed.dedupKey })
  })

  test('a NAS: high importance is critical, attachments are named and nothing more', async () => {
    const event = await eventOf('nas')
    expect(event).toMatchObject({
      action: 'trigger',
      severity: 'critical',
      summary: 'Speicherpool 1 ist beeinträchtigt',
      fields: { from: 'NAS-Büro <nas@kunde.example.test>', attachments: 'Prüfung Laufwerke.csv (28 B)' },
    })
    expect(JSON.stringify(event)).not.toContain('defekt')
  })

  test('Exchange: a forwarded mail in two forms, its text is read and its markup searched as well', async () => {
    const event = await eventOf('exchange')
    expect(event).toMatchObject({ action: 'trigger', summary: 'WG: Störung: ERP nicht erreichbar - 100 €' })
    expect(event.dedupKey).toBe('juergen.mueller@kunde.example.test: erp nicht erreichbar - 100')
    expect(event.fields.text).toContain('Gerät: fünf')
    const rules = [{ body: 'nur hier: gerät 12', action: 'ignore' as const }]
    expect(await eventOf('exchange', { rules })).toMatchObject({ action: 'ignore', reason: 'condition_ignored' })
  })

  test.each([
    ['[FIRING:2] DiskFull (web-07)', 'trigger'],
    ['[RESOLVED] DiskFull (web-07)', 'resolve'],
    ['[FIRING:1, RESOLVED:1] DiskFull (web-07)', 'trigger'],
    ['** ACKNOWLEDGEMENT Host Alert: web-07 is DOWN **', 'acknowledge'],
    ['** DOWNTIMESTART Host Alert: web-07 is UP **', 'ignore'],
    ['[RECOVERY] web-07 is UP!', 'resolve'],
    ['Check_MK: web-07/Filesystem / OK -> CRIT', 'trigger'],
    ['Check_MK: web-07/Filesystem / CRIT -> OK', 'resolve'],
    ['Updated problem in 5m 3s: Disk', 'change'],
    ['Anything else', 'trigger'],
    ['Anything else: resolved', 'resolve'],
  ])('%s means %s', async (subject, action) => {
    expect(await eventOf(mail(subject))).toMatchObject({ action })
  })
})

describe('no alert comes from', () => {
  test.each([
    ['out-of-office', 'automatic_reply'],
    ['bounce', 'bounce'],
    [mail('x', 'Auto-Submitted: auto-replied (vacation)\r\n'), 'automatic_reply'],
    [mail('x', 'Precedence: auto_reply\r\n'), 'automatic_reply'],
    [mail('x', 'X-Loop: key@pikett.test\r\n'), 'mail_loop'],
    [mail('x', 'Message-ID: <delivery-0194-4a1f@x>\r\n'), undefined],
    [mail('x', 'Message-ID: <delivery-01945a1f-0000-7000-8000-000000000000@x>\r\n'), 'mail_loop'],
    [mail('x', 'Auto-Submitted: auto-generated\r\n'), undefined],
    [mail('x', 'Precedence: bulk\r\nX-Auto-Response-Suppress: All\r\n'), undefined],
    [mail('x', 'X-Loop: list@elsewhere.test\r\n'), undefined],
  ])('%s', async (text, reason) => {
    const event = await eventOf(text)
    expect([event.action, event.reason]).toEqual(reason === undefined ? ['trigger', undefined] : ['ignore', reason])
    if (reason !== undefined) expect(event.raw).toMatchObject({ ignoredBecause: expect.any(String) })
  })

  test('an empty return path', async () => {
    expect(await eventOf(mail('x'), {}, '')).toMatchObject({ action: 'ignore', reason: 'bounce' })
  })

  test('a sender that the source does not name', async () => {
    expect(await eventOf(mail('x'), { senders: ['@other.test'] })).toMatchObject({ reason: 'sender_not_allowed' })
    for (const senders of [['@Example.test'], ['ann@example.test'], []]) {
      expect(await eventOf(mail('x'), { senders })).toMatchObject({ action: 'trigger' })
    }
  })
})

describe('rules', () => {
  const rules = [
    {
      subject: { matches: String.raw`^(?<host>\S+) (?<service>\S+) (?<state>OK|FAIL)` },
      body: { contains: ['beendet', 'ended'] },
      action: 'resolve' as const,
      dedupKey: '{{host}}/{{service}}',
    },
    {
      subject: { matches: String.raw`^(\S+) (\S+) FAIL` },
      dedupKey: '{{1}}/{{2}}',
      summary: '{{2}} on {{1}}: {{text}}',
      severity: 'error' as const,
    },
    { from: '@example.test', subject: 'test', action: 'ignore' as const },
  ]

  test('are tried in their order; the first of which everything holds decides, with what its pattern found', async () => {
    expect(await eventOf(mail('web-07 disk FAIL', '', 'broken'), { rules })).toMatchObject({
      action: 'trigger',
      dedupKey: 'web-07/disk',
      summary: 'disk on web-07: broken',
      severity: 'error',
    })
    expect(await eventOf(mail('web-07 disk FAIL', '', 'it ENDED'), { rules })).toMatchObject({
      action: 'resolve',
      dedupKey: 'web-07/disk',
    })
    expect(await eventOf(mail('A test'), { rules })).toMatchObject({ action: 'ignore', reason: 'condition_ignored' })
  })

  test('leave what they do not speak of to the usual understanding, or to what the source says', async () => {
    const subject = 'Shop: resolved'
    expect(await eventOf(mail(subject), { rules })).toMatchObject({ action: 'resolve' })
    expect(await eventOf(mail(subject), { rules, otherwise: 'trigger' })).toMatchObject({ action: 'trigger' })
    const ignored = await eventOf(mail(subject), { rules, otherwise: 'ignore' })
    expect(ignored).toMatchObject({ action: 'ignore', reason: 'no_condition_held' })
    expect(await eventOf(mail(subject), { dedupKey: 'all of {{from}}' })).toMatchObject({
      dedupKey: 'all of ann@example.test',
    })
  })

  test('whose pattern takes too long count as not holding, and say so', async () => {
    const slow = [{ body: { matches: `${'(a|b|ab)*'.repeat(30)}x` }, action: 'ignore' as const }]
    const event = await eventOf(mail('slow', '', 'ab'.repeat(16_000)), { rules: slow })
    expect(event).toMatchObject({ action: 'trigger', failedConditions: [{ condition: 'ignore' }] })
    expect(event.failedConditions?.[0]?.message).toMatch(/^rule 1: the mail is too long/)
  })

  test('with a mistake are refused with their place', () => {
    const wrong = emailOptions.parse({
      rules: [{ subject: { matches: '(?=a)' } }, { from: 'x', dedupKey: '{{> partial}}' }],
      dedupKey: '{{#open}}',
    })
    expect(ruleProblems(wrong).map(({ path }) => path.join('.'))).toEqual([
      'email.dedupKey',
      'email.rules.0.subject.matches',
      'email.rules.1.dedupKey',
    ])
    for (const refused of [{ rules: [{ action: 'ignore' }] }, { rules: [{ subject: {} }] }, { senders: ['nobody'] }]) {
      expect(emailOptions.safeParse(refused).success).toBe(false)
    }
  })
})

test('mails that say nothing, or everything at once, become sound events', async () => {
  for (const text of [
    '',
    '\r\n',
    'no header at all',
    mail(''),
    mail('=?UTF-8?B?////?='),
    mail('a\0b'),
    mail('x'.repeat(5_000), '', 'y'.repeat(400_000)),
  ]) {
    const event = await eventOf(text)
    expect(event.summary).not.toBe('')
    expect(JSON.stringify(event)).not.toContain(String.raw`\u0000`)
  }
})
