import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Work } from '../kernel/db/work.ts'
import { hashOf } from './chain/entry.ts'
import type { EntryContent } from './chain/entry.ts'
import type { Asked, Organizations } from '../testing/organizations.ts'
import { createOrganizations } from '../testing/organizations.ts'
import { audit, auditRoutes } from './index.ts'
import { listChain } from './store.ts'

const now = Temporal.Instant.from('2026-01-05T02:00:00.123456789Z')

let world: Organizations
let superuser: pg.Client
beforeAll(async () => {
  world = await createOrganizations(now)
  superuser = new pg.Client({ connectionString: world.databaseUrl })
  await superuser.connect()
})
afterAll(async () => {
  await superuser.end()
  await world.close()
})
beforeEach(() => superuser.query('truncate audit_entries, audit_chains'))

const note = (work: Work, name: string) =>
  audit(work, {
    action: 'schedule.override.created',
    actor: { kind: 'user', id: world.userId('bob'), name: 'Bob', ip: '192.0.2.1' },
    subject: { kind: 'schedule', key: name },
    data: { at: work.now, odd: 'a\0b', number: 1e21 },
  })

const addEntries = async (count: number) => {
  for (let index = 1; index <= count; index += 1) await world.inHome(async (work) => note(work, `plan-${index}`))
}

const verify = async (body: object = {}): Promise<Asked['body']> =>
  (await world.ask(auditRoutes(world.kernel), 'alice', 'POST', '/audit/verify', body)).body

const entries = () => world.inHome(({ trx }) => listChain(trx, 0, 1_000, 1_000))

/** What somebody does who knows how the chain is made and has the database, but not the master key. */
async function rehashFrom(seq: number) {
  let previousHash: string | undefined
  for (const entry of await entries()) {
    if (entry.seq >= seq) {
      const content: EntryContent = { ...entry, previousHash: previousHash ?? entry.previousHash }
      entry.hash = hashOf(content)
      const bytes = [content.previousHash, entry.hash].map((hex) => Buffer.from(hex, 'hex'))
      await superuser.query('update audit_entries set previous_hash = $1, hash = $2 where org_id = $3 and seq = $4', [
        ...bytes,
        world.home,
        entry.seq,
      ])
    }
    previousHash = entry.hash
  }
  return previousHash!
}

describe('an entry', () => {
  test('commits with what it tells, or not at all', async () => {
    await world.inHome(async (work) => note(work, 'a'))
    const failing = world.inHome(async (work) => {
      note(work, 'b')
      throw new Error('undone')
    })
    await expect(failing).rejects.toThrow('undone')
    expect((await entries()).map((entry) => entry.subject?.key)).toEqual(['a'])
  })

  test('reads back as it was hashed, whatever an action put into it', async () => {
    await addEntries(1)
    expect(await entries()).toMatchObject([
      { seq: 1, at: '2026-01-05T02:00:00.123Z', data: { odd: 'ab', number: 1e21 } },
    ])
    expect(await verify()).toMatchObject({ ok: true, entries: 1, firstProblem: null })
  })

  test('follows the one before, also when many are added at once on two nodes', async () => {
    const other = world.anotherNode()
    const adding = Array.from({ length: 40 }, (_, index) =>
      (index % 2 === 0 ? world.kernel : other).work.inOrganization(world.home, async (work) => {
        note(work, `${index}-a`)
        await work.trx.selectFrom('users').select('id').execute()
        note(work, `${index}-b`)
      }),
    )
    await Promise.all(adding)
    const found = await entries()
    expect(found.map((entry) => entry.seq)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1))
    // What one transaction did stands together, in its order.
    for (let index = 0; index < 80; index += 2) {
      const key = found[index]!.subject!.key!.replace('-a', '')
      expect([found[index], found[index + 1]].map((one) => one!.subject!.key)).toEqual([`${key}-a`, `${key}-b`])
    }
    expect(await verify()).toMatchObject({ ok: true, entries: 80 })
  })

  test('waits for the end of the chain as the last thing: what it holds meanwhile keeps nobody else', async () => {
    const arrived = Promise.withResolvers<void>()
    const go = Promise.withResolvers<void>()
    const slow = world.inHome(async (work) => {
      note(work, 'slow')
      arrived.resolve()
      await go.promise
    })
    await arrived.promise
    await world.inHome(async (work) => note(work, 'quick'))
    go.resolve()
    await slow
    expect((await entries()).map((entry) => entry.subject?.key)).toEqual(['quick', 'slow'])
  })

  test('is neither changed nor removed by the app: the database refuses', async () => {
    await addEntries(1)
    for (const statement of [
      sql`update audit_entries set action = 'x'`,
      sql`delete from audit_entries`,
      sql`truncate audit_entries`,
      sql`delete from audit_chains`,
    ]) {
      await expect(world.inHome(({ trx }) => statement.execute(trx))).rejects.toThrow(/permission denied/)
    }
  })

  test('of another organization is in another chain', async () => {
    await addEntries(2)
    await world.inElsewhere(async (work) => note(work, 'theirs'))
    const theirs = await world.ask(auditRoutes(world.kernel), 'charlie', 'GET', '/audit')
    expect(theirs.body['items']).toMatchObject([{ seq: 1, organization: world.elsewhere, subject: { key: 'theirs' } }])
    expect(await verify()).toMatchObject({ ok: true, entries: 2 })
  })
})

describe('somebody who has the whole database', () => {
  const run = (statement: string) => superuser.query(`${statement}`.replaceAll(':home', `'${world.home}'`))

  test.each([
    [
      'changes an entry',
      `update audit_entries set actor = '{"kind":"user","name":"Bob"}' where org_id = :home and seq = 3`,
      3,
      'changed',
    ],
    [
      'moves an entry in time by a microsecond',
      `update audit_entries set at = at + interval '1 microsecond' where org_id = :home and seq = 3`,
      3,
      'changed',
    ],
    ['removes one in the middle', `delete from audit_entries where org_id = :home and seq = 3`, 3, 'removed'],
    ['removes the last ones', `delete from audit_entries where org_id = :home and seq > 4`, 5, 'cut_off'],
    ['removes all', `delete from audit_entries where org_id = :home`, 1, 'cut_off'],
    [
      'removes the last and moves the end',
      `with gone as (delete from audit_entries where org_id = :home and seq = 6)
      update audit_chains set entries = 5, head_hash = (select hash from audit_entries where org_id = :home and seq = 5) where org_id = :home`,
      5,
      'head_changed',
    ],
    ['forgets the end', `delete from audit_chains where org_id = :home`, 6, 'head_changed'],
  ])('and %s is found out', async (_, statement, seq, kind) => {
    await addEntries(6)
    await run(statement)
    expect(await verify()).toMatchObject({ ok: false, firstProblem: { seq, kind } })
  })

  test('and lets two entries change places is found out', async () => {
    await addEntries(6)
    for (const [from, to] of [
      [3, 99],
      [5, 3],
      [99, 5],
    ]) {
      await run(`update audit_entries set seq = ${to} where org_id = :home and seq = ${from}`)
    }
    expect(await verify()).toMatchObject({ firstProblem: { seq: 3, kind: 'reordered' } })
  })

  test('and computes everything anew from an entry on is found out', async () => {
    await addEntries(6)
    await run(`update audit_entries set data = '{}' where org_id = :home and seq = 3`)
    await rehashFrom(3)
    expect(await verify()).toMatchObject({ firstProblem: { seq: 6, kind: 'rewritten' } })
  })

  test('and records the end anew as well is found out, whatever is added later', async () => {
    await addEntries(6)
    await run(`update audit_entries set data = '{}' where org_id = :home and seq = 3`)
    const hash = await rehashFrom(3)
    await run(`update audit_chains set head_hash = '\\x${hash}' where org_id = :home`)
    await addEntries(3)
    expect(await verify()).toMatchObject({ firstProblem: { seq: 6, kind: 'head_changed' } })
    await addEntries(3)
    expect(await verify()).toMatchObject({ firstProblem: { seq: 6, kind: 'head_changed' } })
  })

  test('and breaks the chain keeps nobody from acting, and what is added does not cover the trace', async () => {
    await addEntries(3)
    await run('update audit_chains set entries = 2 where org_id = :home')
    await addEntries(1)
    expect((await entries()).map((entry) => entry.seq)).toEqual([1, 2, 3, 4])
    expect(await verify()).toMatchObject({ firstProblem: { seq: 2, kind: 'head_changed' } })
    await run('delete from audit_chains')
    await addEntries(1)
    expect(await verify()).toMatchObject({ ok: false, firstProblem: { seq: 1, kind: 'head_changed' } })
  })

  test('and puts an old state back is found out by the end that somebody kept', async () => {
    await addEntries(4)
    await superuser.query('create temp table old_chain as select * from audit_chains')
    await addEntries(2)
    const kept = (await entries()).at(-1)!.hash
    expect(await verify({ expect: kept })).toMatchObject({ ok: true })
    await run('delete from audit_entries where org_id = :home and seq > 4')
    await run('delete from audit_chains')
    await run('insert into audit_chains select * from old_chain')
    expect(await verify()).toMatchObject({ ok: true, entries: 4 })
    expect(await verify({ expect: kept })).toMatchObject({ firstProblem: { kind: 'not_kept' } })
  })
})
