import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Asked, Organizations } from '../testing/organizations.ts'
import { createOrganizations } from '../testing/organizations.ts'
import { audit, auditRoutes } from './index.ts'
import { listChain } from './store.ts'

let world: Organizations
beforeAll(async () => {
  world = await createOrganizations(Temporal.Instant.from('2026-01-05T02:00:00.123456789Z'))
  for (let index = 1; index <= 5; index += 1) {
    await world.inHome(async (work) => {
      const subject = { kind: 'schedule', key: `plan-${index}` }
      const actor = { kind: 'user', id: world.userId('bob'), name: 'Bob' } as const
      audit(work, { action: 'schedule.override.created', actor, subject })
    })
  }
})
afterAll(() => world.close())

describe('the log', () => {
  const get = (who: string, path: string) => world.ask(auditRoutes(world.kernel), who, 'GET', path)
  const keysOf = ({ body }: Asked) =>
    (body['items'] as { subject: { key?: string } }[]).map((item) => item.subject.key).filter(Boolean)

  test('is read, exported and verified by administrators only', async () => {
    for (const who of ['max', 'bob', 'sam']) {
      expect((await get(who, '/audit')).status).toBe(403)
      expect((await get(who, '/audit/export')).status).toBe(403)
      expect((await world.ask(auditRoutes(world.kernel), who, 'POST', '/audit/verify')).status).toBe(403)
    }
  })

  test('is paged, newest first', async () => {
    const first = await get('alice', '/audit?limit=2')
    expect(keysOf(first)).toEqual(['plan-5', 'plan-4'])
    const second = await get('alice', `/audit?limit=2&cursor=${first.body['nextCursor'] as string}`)
    expect(keysOf(second)).toEqual(['plan-3', 'plan-2'])
    const last = await get('alice', `/audit?limit=2&cursor=${second.body['nextCursor'] as string}`)
    expect({ keys: keysOf(last), next: last.body['nextCursor'] }).toEqual({ keys: ['plan-1'], next: null })
  })

  test.each([
    ['action=schedule.', 5],
    ['action=schedule.override.removed', 0],
    ['actor=Bob', 5],
    ['actor=Mallory', 0],
    ['subject=schedule', 5],
    ['subject=schedule:plan-2', 1],
    ['subject=alert:plan-2', 0],
    ['from=2026-01-05T02:00:00Z&to=2026-01-05T02:00:01Z', 5],
    ['to=2026-01-05T02:00:00Z', 0],
    ['from=2026-01-05T02:00:01Z', 0],
  ])('filtered by %s shows %i', async (query, count) => {
    expect(keysOf(await get('alice', `/audit?${query}`))).toHaveLength(count)
  })

  test('about one thing: what was done to it, and changes of the set-up that name it', async () => {
    const actor = { kind: 'user', id: world.userId('alice'), name: 'Alice' } as const
    const change = (noun: string, key: string) => ({ noun, key, action: 'update', fields: ['name'] })
    const organization = { kind: 'organization', id: world.home }
    await world.inHome(async (work) => {
      const changes = [change('schedules', 'plan-3'), change('teams', 'plan-3')]
      audit(work, { action: 'configuration.changed', actor, subject: organization, data: { changes } })
      const changed = { changes: [change('sources', 'plan-3')] }
      audit(work, { action: 'configuration.changed', actor, subject: organization, data: changed })
    })
    const actions = async (query: string) =>
      ((await get('alice', `/audit?${query}`)).body['items'] as { action: string }[]).map(({ action }) => action)
    expect(await actions('subject=schedule:plan-3')).toEqual(['configuration.changed', 'schedule.override.created'])
    expect(await actions('subject=schedule:plan-4')).toEqual(['schedule.override.created'])
    expect(await actions('subject=team')).toEqual(['configuration.changed'])
    expect(await actions('subject=user:plan-3')).toEqual([])
  })

  test('about a person finds also what knows them by their id only', async () => {
    const [id, actor] = [world.userId('mia'), { kind: 'system', name: 'Pikett' } as const]
    await world.inHome(async (work) => {
      audit(work, { action: 'passkey.added', actor, subject: { kind: 'user', id, name: 'Mia' } })
      audit(work, { action: 'invitation.sent', actor, subject: { kind: 'user', id, key: 'mia', name: 'Mia' } })
    })
    const { body } = await get('alice', '/audit?subject=user:mia')
    expect(body['items']).toMatchObject([{ action: 'invitation.sent' }, { action: 'passkey.added' }])
    expect((await get('alice', '/audit?subject=user:max')).body['items']).toEqual([])
  })

  test('knows when it was checked last, by whom and how far', async () => {
    const last = async (who: string) => (await get(who, '/audit/verification')).body['last']
    expect(await last('charlie')).toBeNull()
    const { body } = await world.ask(auditRoutes(world.kernel), 'alice', 'POST', '/audit/verify', {})
    expect(await last('alice')).toEqual({ at: body['at'], ok: true, entries: body['entries'], by: 'Alice' })
    expect(await last('charlie')).toBeNull()
    expect((await get('max', '/audit/verification')).status).toBe(403)
  })

  test('tells who read and verified it', async () => {
    const entries = () => world.inHome(({ trx }) => listChain(trx, 0, 1_000, 1_000))
    const before = (await entries()).length
    await get('alice', '/audit?action=schedule.')
    await world.ask(auditRoutes(world.kernel), 'alice', 'POST', '/audit/verify', {})
    expect((await entries()).slice(before)).toMatchObject([
      { action: 'audit.read', actor: { name: 'Alice' }, data: { action: 'schedule.' } },
      { action: 'audit.verified', actor: { name: 'Alice' }, data: { ok: true, entries: before + 1 } },
    ])
  })
})
