import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { keys, nordlicht } from '../testing/people.ts'
import type { World } from '../testing/world.ts'
import { createWorld } from '../testing/world.ts'

const password = 'correct horse battery'

interface Entry {
  seq: number
  action: string
  actor: { kind: string; id?: string; name: string; ip?: string }
  subject: { kind: string; id?: string; key?: string; name?: string } | null
  data: Record<string, unknown>
}

let world: World
beforeAll(async () => {
  const withoutBob = (key: string) => (key === 'bob' ? {} : { password })
  world = await createWorld({
    change: (config) => ({ ...config, users: config.users!.map((user) => ({ ...user, ...withoutBob(user.key) })) }),
  })
})
afterAll(() => world.close())

let since = 0
const all = async () => {
  const { body } = await world.alice.get<{ items: Entry[] }>('/audit?limit=200')
  return body.items.toReversed()
}
beforeEach(async () => {
  since = (await all()).at(-1)?.seq ?? 0
})

/** What was noted in this test, but for the reading of the log itself. */
const noted = async () => (await all()).filter((one) => one.seq > since && one.action !== 'audit.read')

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${world.app.url()}/api/v1${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, cookies: response.headers.getSetCookie() }
}

const linkIn = (text: string, kind: string) => new RegExp(`/${kind}/([A-Za-z0-9_-]+)`).exec(text)![1]!

const alice = { key: 'alice', name: 'Alice Anders' }
const bob = { key: 'bob', name: 'Bob Beispiel' }

describe('the audit log tells', () => {
  test('who signed in and out', async () => {
    const { cookies } = await ask('POST', '/session', { email: 'alice@example.test', password })
    await ask('DELETE', '/session', undefined, { cookie: cookies[0]!.split(';')[0]! })
    expect(await noted()).toMatchObject([
      { action: 'session.began', actor: { kind: 'user', name: alice.name, ip: '127.0.0.1' }, subject: alice },
      { action: 'session.ended', actor: { kind: 'user', name: alice.name, ip: '127.0.0.1' }, subject: alice },
    ])
  })

  test('whose account somebody tried to enter, and from where', async () => {
    await ask('POST', '/session', { email: 'alice@example.test', password: 'guessed' })
    await expect
      .poll(noted)
      .toMatchObject([
        { action: 'session.refused', actor: { kind: 'unknown', name: '', ip: '127.0.0.1' }, subject: alice },
      ])
  })

  test('that a person was invited again and joined', async () => {
    await ask('POST', '/password-reset', { email: 'bob@example.test' })
    await world.settle()
    const token = linkIn(world.mails.mails.splice(0)[0]!.mail.text!, 'invitations')
    await ask('POST', `/invitations/${token}`, { password })
    expect(await noted()).toMatchObject([
      { action: 'invitation.sent', actor: { kind: 'system', name: 'Pikett' }, subject: bob },
      { action: 'invitation.accepted', actor: { kind: 'link', name: bob.name, ip: '127.0.0.1' }, subject: bob },
      { action: 'session.began', subject: bob },
    ])
  })

  test('that a password was reset', async () => {
    await ask('POST', '/password-reset', { email: 'alice@example.test' })
    await world.settle()
    const token = linkIn(world.mails.mails.splice(0)[0]!.mail.text!, 'password-reset')
    await ask('POST', `/password-reset/${token}`, { password: 'another horse battery' })
    await ask('POST', `/password-reset/${token}`, { password: 'a third horse battery' })
    expect(await noted()).toMatchObject([
      { action: 'password.reset_requested', actor: { kind: 'unknown', ip: '127.0.0.1' }, subject: alice },
      { action: 'password.changed', actor: { kind: 'link', name: alice.name }, subject: alice },
    ])
  })

  test('what a configuration changed, before and after, but no secret', async () => {
    const config = nordlicht(world.pages.url, world.mails.port)
    const token = `pk_${'e'.repeat(32)}`
    const change = {
      users: config.users!.map((user) => (user.key === 'bob' ? { ...user, role: 'manager' } : user)),
      apiKeys: [...config.apiKeys!.filter((one) => one.key !== 'sam'), { key: 'new', token, role: 'responder' }],
      sources: config.sources!.map((one) => (one.key === 'events' ? { ...one, integrationKey: 'q'.repeat(32) } : one)),
    }
    await world.alice.post('/config?dryRun=true', change)
    expect(await noted()).toEqual([])
    expect((await world.alice.post('/config', change)).status).toBe(200)
    const found = await noted()
    expect(found).toMatchObject([
      { action: 'configuration.applied', actor: { kind: 'api_key', name: 'alice', ip: '127.0.0.1' } },
      {
        action: 'user.changed',
        subject: { key: 'bob' },
        data: { before: { role: 'responder' }, after: { role: 'manager' } },
      },
      { action: 'api_key.created', subject: { key: 'new' }, data: { after: { role: 'responder', token: '•••' } } },
      { action: 'api_key.revoked', subject: { key: 'sam' } },
    ])
    expect(found[0]!.data['changes']).toMatchObject([
      { noun: 'users', key: 'bob', fields: ['role'] },
      { noun: 'sources', key: 'events', before: { integrationKey: '•••' }, after: { integrationKey: '•••' } },
      { noun: 'apiKeys', key: 'new' },
      { noun: 'apiKeys', key: 'sam', action: 'remove' },
    ])
    const text = JSON.stringify(found)
    for (const secret of [token, 'q'.repeat(32), keys.pagerduty]) expect(text).not.toContain(secret)
    await ask('GET', '/alerts', undefined, { authorization: `Bearer ${token}` })
    await ask('GET', '/alerts', undefined, { authorization: `Bearer ${token}` })
    expect((await noted()).slice(found.length)).toMatchObject([
      { action: 'api_key.first_used', subject: { key: 'new' } },
    ])
    await world.alice.post('/config', { ...config, users: config.users!.map((user) => ({ ...user, password })) })
  })

  test('who changed who is on call', async () => {
    const from = '2026-02-01T00:00'
    const { body } = await world.alice.post<{ id: string }>('/schedules/primary/overrides', {
      user: 'bob',
      from,
      to: '2026-02-02T00:00',
    })
    const to = '2026-02-03T00:00'
    await world.alice.send('PATCH', `/schedules/primary/overrides/${body.id}`, { user: 'alice', from, to })
    await world.alice.send('DELETE', `/schedules/primary/overrides/${body.id}`)
    expect(await noted()).toMatchObject([
      {
        action: 'schedule.override.created',
        subject: { key: 'primary' },
        data: { id: body.id, after: { user: 'bob', from } },
      },
      {
        action: 'schedule.override.changed',
        subject: { key: 'primary' },
        data: { id: body.id, before: { user: 'bob', from }, after: { user: 'alice', from, to } },
      },
      {
        action: 'schedule.override.removed',
        subject: { key: 'primary' },
        data: { id: body.id, before: { user: 'alice' } },
      },
    ])
  })

  test('what people did to an alert, by whatever way, and not what senders did', async () => {
    await world.bob.get('/alerts')
    since = (await all()).at(-1)!.seq
    await world.send({ summary: 'Disk full', dedupKey: 'audit' })
    const page = world.pages.take('/alice')
    await fetch(page.body.actions.acknowledge, { method: 'POST' })
    const { number } = (await world.alice.get<{ items: { number: number }[] }>('/alerts?status=open')).body.items[0]!
    await world.bob.post(`/alerts/${number}/notes`, { text: 'On it' })
    await world.bob.post(`/alerts/${number}/escalate`)
    await world.settle()
    world.pages.take('/bob')
    await world.bob.post(`/alerts/${number}/resolve`)
    await world.bob.post(`/alerts/${number}/resolve`)
    expect(
      (await noted()).map(
        ({ action, actor: { kind, name }, subject }) => `${action} ${kind} ${name} ${subject!.key} ${subject!.name}`,
      ),
    ).toEqual([
      `alert.acknowledged link ${alice.name} ${number} Disk full`,
      `alert.note.added api_key bob ${number} Disk full`,
      `alert.escalation.requested api_key bob ${number} Disk full`,
      `alert.resolved api_key bob ${number} Disk full`,
    ])
  })

  test('an alert that was raised by hand, and keeps network addresses out of the timeline', async () => {
    const { body } = await world.bob.post<{ id: string }>('/alerts', { summary: 'By hand' })
    await world.bob.post(`/alerts/${body.id}/resolve`)
    expect(await noted()).toMatchObject([
      { action: 'alert.created', actor: { name: 'bob', ip: '127.0.0.1' }, subject: { id: body.id, name: 'By hand' } },
      { action: 'alert.resolved', actor: { ip: '127.0.0.1' } },
    ])
    const timeline = await world.bob.get<{ items: object[] }>(`/alerts/${body.id}/timeline`)
    expect(JSON.stringify(timeline.body)).not.toContain('127.0.0.1')
  })

  test('to whom secrets were shown: once in an hour, however often a page reads itself again', async () => {
    for (let time = 0; time < 2; time += 1) {
      await world.alice.get('/sources')
      await world.alice.get('/sources/anything')
      await world.bob.get('/sources')
      await world.bob.get('/sources/anything')
    }
    await world.alice.get('/config')
    expect(await noted()).toMatchObject([
      { action: 'source.keys_shown', actor: { name: 'alice' } },
      { action: 'source.key_shown', actor: { name: 'alice' }, subject: { key: 'anything' } },
      { action: 'configuration.exported', data: { withSecrets: true } },
    ])
    await world.advance('61m')
    await world.alice.get('/sources/anything')
    expect((await noted()).slice(3)).toMatchObject([{ action: 'source.key_shown' }])
  })

  test('that a key was replaced, a source tried, a heartbeat paused', async () => {
    await world.alice.post('/sources/prometheus/rotate-key')
    const { body } = await world.alice.post<{ alertNumber: number }>('/sources/anything/test')
    await world.alice.post('/heartbeats/backup/pause')
    await world.alice.post('/heartbeats/backup/pause')
    await world.alice.post('/heartbeats/backup/resume')
    await world.alice.post(`/alerts/${body.alertNumber}/resolve`)
    await world.settle()
    world.mails.mails.splice(0)
    expect((await noted()).map(({ action, subject }) => `${action} ${subject!.key}`)).toEqual([
      'source.key_rotated prometheus',
      'source.key_shown prometheus',
      'source.tested anything',
      'heartbeat.paused backup',
      'heartbeat.resumed backup',
      `alert.resolved ${body.alertNumber}`,
    ])
  })

  test('and is whole after all this', async () => {
    const { body } = await world.alice.post<Record<string, unknown>>('/audit/verify', {})
    expect(body).toMatchObject({ ok: true, firstProblem: null })
    expect(body['entries']).toBeGreaterThan(30)
  })
})
