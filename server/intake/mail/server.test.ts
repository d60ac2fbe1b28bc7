import { readFileSync } from 'node:fs'
import { createTransport } from 'nodemailer'
import type { SendMailOptions } from 'nodemailer'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { EmailOptions } from '../../../contract/intake/email.ts'
import { hashToken } from '../../kernel/secrets.ts'
import { createCable } from '../../testing/cable.ts'
import { createIntakeBench } from '../../testing/intake.ts'
import type { IntakeBench, IntakeNode } from '../../testing/intake.ts'
import { conversation } from '../../testing/smtp.ts'

/** Every test speaks SMTP with a real client over a real connection. */

let bench: IntakeBench
let node: IntakeNode
const keys = { alice: `${'m'.repeat(31)}1`, second: `${'m'.repeat(31)}2`, charlie: `${'n'.repeat(31)}1` }

beforeAll(async () => {
  bench = await createIntakeBench()
  node = await bench.node()
  await addSource(bench.alice.orgId, 'mails', keys.alice)
  await addSource(bench.alice.orgId, 'more-mails', keys.second, {
    rules: [{ subject: 'end', action: 'resolve', dedupKey: 'one' }],
  })
  await addSource(bench.charlie.orgId, 'mails', keys.charlie)
  await node.intake.mailbox.open()
})
afterAll(() => bench.close())

async function addSource(orgId: string, key: string, integrationKey: string, options: Partial<EmailOptions> = {}) {
  await node.kernel.work.inOrganization(orgId, ({ trx }) =>
    trx
      .insertInto('sources')
      .values({
        orgId,
        key,
        name: key,
        type: 'email',
        options: JSON.stringify({ email: options }),
        integrationKeyHash: hashToken(integrationKey),
        integrationKeySealed: node.kernel.secrets.seal('integration-key', integrationKey),
      })
      .execute(),
  )
}

const opened: { close(): void }[] = []
afterEach(() => opened.splice(0).forEach((one) => one.close()))

/** A client with a connection of its own. */
function client(port = node.intake.mailbox.port()!, more: object = {}) {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true, ...more })
  opened.push(transport)
  return transport
}

const send = (mail: SendMailOptions, port?: number) =>
  client(port).sendMail({ from: 'nas@kunde.example.test', to: `${keys.alice}@pikett.test`, text: 'Text', ...mail })

/** The answer of a refused mail. */
const refused = async (sent: Promise<unknown>) => {
  const error = await sent.then(
    () => ({ responseCode: 250, response: '' }),
    (failure: { responseCode?: number; response?: string }) => failure,
  )
  return [error.responseCode, error.response]
}

interface Row {
  outcome: string
  reason: string | null
  dedup_key: string
  raw: string
  key: string
}

const events = () =>
  bench.rows<Row>(`select events.outcome, reason, dedup_key, raw, sources.key || '@' || left(organizations.key, 5) as key
    from events join sources on sources.id = events.source_id join organizations on organizations.id = events.org_id
    where sources.type = 'email' order by events.id`)
const lastEvent = async () => (await events()).at(-1)!

describe('a mail', () => {
  test('is an alert when the sender hears 250, and its raw event is kept without the key', async () => {
    const { response } = await send({ subject: 'Platte 3 ausgefallen: Büro', text: `an ${keys.alice}@pikett.test` })
    expect(response).toMatch(/^250/)
    const [alert] = await bench.rows<{ summary: string; status: string; fields: object }>(
      `select summary, status, fields from alerts order by id desc limit 1`,
    )
    expect(alert).toMatchObject({
      summary: 'Platte 3 ausgefallen: Büro',
      status: 'triggered',
      fields: { from: 'nas@kunde.example.test', text: 'an [integration key]@pikett.test' },
    })
    const { outcome, raw } = await lastEvent()
    expect(outcome).toBe('created')
    expect(JSON.parse(raw)).toMatchObject({ subject: 'Platte 3 ausgefallen: Büro', from: 'nas@kunde.example.test' })
    expect(raw).not.toContain(keys.alice)
  })

  test('that names its own address in its subject shows the key neither there nor in the key of its alert', async () => {
    expect((await send({ subject: `Test to ${keys.alice}@pikett.test failed` })).response).toMatch(/^250/)
    const [alert] = await bench.rows<{ summary: string; dedup_key: string }>(
      `select summary, dedup_key from alerts order by id desc limit 1`,
    )
    expect(alert).toEqual({
      summary: 'Test to [integration key]@pikett.test failed',
      dedup_key: 'nas@kunde.example.test: test to [integration key]@pikett.test',
    })
  })

  test('that is sent again because nobody heard the answer is one event', async () => {
    const mail = { subject: 'Once', messageId: '<once@kunde.example.test>' }
    await send(mail)
    const before = await events()
    await send(mail)
    expect(await events()).toEqual(before)
    // The same name from another source is another mail.
    await send({ ...mail, to: `${keys.second}@pikett.test` })
    expect(await events()).toHaveLength(before.length + 1)
  })

  test('of a thread belongs to the alert of the first', async () => {
    await send({ subject: 'First words', messageId: '<t1@kunde.example.test>' })
    const first = await lastEvent()
    await send({
      subject: 'Other words',
      messageId: '<t2@kunde.example.test>',
      references: '<t0@x> <t1@kunde.example.test>',
    })
    expect(await lastEvent()).toMatchObject({ outcome: 'repeated', dedup_key: first.dedup_key })
    await send({ subject: 'RESOLVED: other words', inReplyTo: '<t2@kunde.example.test>' })
    expect(await lastEvent()).toMatchObject({ outcome: 'resolved', dedup_key: first.dedup_key })
  })

  test('follows the rules of its source', async () => {
    const to = `backup+${keys.second}@anything.test`
    await send({ to, subject: 'The end' })
    expect(await lastEvent()).toMatchObject({ outcome: 'dropped', reason: 'no_open_alert', dedup_key: 'one' })
  })

  test('to several sources is an event of each, whatever capital letters are lost on the way', async () => {
    const before = await events()
    await send({
      to: [`${keys.alice.toUpperCase()}@pikett.test`, `X+${keys.charlie}+y@pikett.test`, `${keys.charlie}@pikett.test`],
    })
    const after = (await events()).slice(before.length).map(({ key }) => key)
    expect(after.toSorted()).toEqual(['mails@org-a', 'mails@org-c'])
  })

  test('that is no report is kept with its reason and pages nobody', async () => {
    const headers = { 'Auto-Submitted': 'auto-replied' }
    await send({ subject: 'Abwesend', headers })
    expect(await lastEvent()).toMatchObject({ outcome: 'dropped', reason: 'automatic_reply' })
    await send({ subject: 'Undeliverable', envelope: { from: '', to: `${keys.alice}@pikett.test` } })
    expect(await lastEvent()).toMatchObject({ outcome: 'dropped', reason: 'bounce' })
  })

  test('in every encoding arrives as it was written', async () => {
    const raw = readFileSync(new URL('../adapters/email/fixtures/veeam-failed.eml', import.meta.url))
    await client().sendMail({ envelope: { from: 'v@kunde.example.test', to: `${keys.alice}@pikett.test` }, raw })
    const [alert] = await bench.rows<{ fields: { text: string } }>('select fields from alerts order by id desc limit 1')
    expect(alert?.fields.text).toContain('Größe 1,2 TB')
  })
})

describe('the server refuses', () => {
  test('addresses that nobody has, those of other kinds of sources, and to relay', async () => {
    const before = await events()
    for (const to of [`${'u'.repeat(32)}@pikett.test`, 'root@pikett.test', `${bench.alice.keys.webhook}@pikett.test`]) {
      expect(await refused(send({ to }))).toEqual([550, '550 5.1.1 Nobody has this address'])
    }
    expect(await events()).toEqual(before)
  })

  test('mails that are larger than it says, and tells so before they are sent', async () => {
    const attachments = [{ filename: 'x.bin', content: Buffer.alloc(9_000_000) }]
    expect((await refused(send({ attachments })))[0]).toBe(552)
    expect(await converse([`MAIL FROM:<a@b.test> SIZE=99999999`])).toMatch(/^552/)
  })

  test('whoever guesses addresses', async () => {
    const guesses = Array.from({ length: 6 }, (_, index) => `RCPT TO:<guess${index}@pikett.test>`)
    expect(await converse(['MAIL FROM:<a@b.test>', ...guesses])).toMatch(/^421 4\.7\.0/)
  })

  test('to be signed in at, so that nobody sends it a password; without a certificate it offers no encryption', async () => {
    const said = await conversation(node.intake.mailbox.port()!, [
      `AUTH PLAIN ${Buffer.from('\0user\0secret').toString('base64')}`,
    ])
    const offered = said.filter((line) => line.startsWith('250')).map((line) => line.slice(4))
    expect(offered).toContain('SIZE 10485760')
    expect(offered.filter((line) => /^(AUTH|STARTTLS)/.test(line))).toEqual([])
    expect(said.at(-1)).toMatch(/^5\d\d/)
  })

  test('what is not SMTP at all', async () => {
    expect(await converse(['GET / HTTP/1.1'])).toMatch(/^[45]/)
  })
})

/** Says these lines one after the other and returns the last answer. */
const converse = async (lines: readonly string[]) =>
  (await conversation(node.intake.mailbox.port()!, lines)).at(-1) ?? ''

test('too much at once is told to come back', async () => {
  const limited = await bench.node({})
  await limited.intake.mailbox.open({ mailsPerMinute: 1, connectionsPerPeer: 1 })
  const port = limited.intake.mailbox.port()!
  const first = client(port, { pool: true, maxConnections: 1 })
  const mail = { from: 'a@b.test', to: `${keys.alice}@pikett.test`, subject: 'Storm', text: 'x' }
  await first.sendMail(mail)
  expect((await refused(first.sendMail(mail)))[0]).toBe(451)
  expect((await refused(send(mail, port)))[0]).toBe(421)
})

test('while the database is away senders are told to come back, and are served when it is back', async () => {
  const cable = await createCable(bench.database.url)
  const cut = await bench.node({ waitMs: 1_000, lookupMs: 1_000 }, cable.url)
  await cut.intake.mailbox.open()
  const port = cut.intake.mailbox.port()!
  const mail = { subject: 'While away', messageId: '<away@x>' }
  await send({ subject: 'Before' }, port)
  cable.set('cut')
  expect((await refused(send(mail, port)))[0]).toBe(451)
  cable.set('open')
  await expect.poll(async () => (await refused(send(mail, port)))[0], { timeout: 20_000 }).toBe(250)
  // Once, however often it was sent.
  expect((await events()).filter(({ raw }) => raw.includes('While away'))).toHaveLength(1)
  cable.set('cut')
  cable.close()
})

test('what is being stored when the server stops gets its answer first', async () => {
  const leaving = await bench.node({})
  await leaving.intake.mailbox.open()
  const port = leaving.intake.mailbox.port()!
  const sent = send({ subject: 'Last' }, port)
  await expect.poll(async () => (await events()).some(({ raw }) => raw.includes('"Last"'))).toBe(true)
  await leaving.intake.drain()
  expect((await sent).response).toMatch(/^250/)
  expect((await refused(send({ subject: 'Too late' }, port)))[0]).toBeUndefined()
})
