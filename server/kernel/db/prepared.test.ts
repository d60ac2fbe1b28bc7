import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { createOrganizations } from '../../testing/organizations.ts'
import type { Organizations } from '../../testing/organizations.ts'
import { createNames } from './prepared.ts'

describe('the name of a statement', () => {
  test('comes after many uses, stays the same, and there are so many at most', () => {
    const names = createNames(3, 2)
    const asked = (text: string, times: number) => Array.from({ length: times }, () => names.of(text)).at(-1)
    expect(asked('one', 3)).toBeUndefined()
    expect(asked('one', 2)).toBe('p0_0')
    expect(asked('two', 4)).toBe('p0_1')
    expect(asked('three', 9)).toBeUndefined()
    names.renew()
    expect(asked('three', 4)).toBe('p1_0')
  })
})

describe('on the database', () => {
  let organizations: Organizations
  let owner: pg.Client
  beforeAll(async () => {
    organizations = await createOrganizations(Temporal.Instant.from('2026-01-05T02:00:00Z'))
    owner = new pg.Client({ connectionString: organizations.databaseUrl })
    await owner.connect()
    await owner.query('create table changing (id integer); grant select on changing to pikett_app')
    await owner.query('insert into changing values (1)')
  })
  afterAll(async () => {
    await owner.end()
    await organizations.close()
  })

  const read = () =>
    organizations.inHome(async ({ trx }) => {
      const { rows } = await sql<object>`select * from changing where id = ${1}`.execute(trx)
      const { rows: prepared } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(
        trx,
      )
      return { rows, isPrepared: prepared.some(({ statement }) => statement.includes('from changing')) }
    })

  test('a statement that is sent often is prepared, and prepared anew when a migration has changed its table', async () => {
    expect((await read()).isPrepared).toBe(false)
    for (let time = 0; time < 110; time += 1) await read()
    expect(await read()).toEqual({ rows: [{ id: 1 }], isPrepared: true })
    await owner.query('alter table changing add column name text')
    expect((await read()).rows).toEqual([{ id: 1, name: null }])
  })
})
