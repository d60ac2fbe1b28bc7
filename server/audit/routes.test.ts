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
