import { sql } from 'kysely'
import type { Connection } from '../../kernel/db/types.ts'

/** One fact about this installation; undefined when it was never written. */
export async function readFact(engine: Connection, name: string): Promise<string | undefined> {
  const row = await engine.selectFrom('installation').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value
}

export async function writeFact(engine: Connection, name: string, value: string): Promise<void> {
  await engine
    .insertInto('installation')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}

/** Takes the fact away if it still has this value; false when somebody else was faster. */
export async function takeFact(engine: Connection, name: string, value: string): Promise<boolean> {
  const taken = await engine
    .deleteFrom('installation')
    .where('name', '=', name)
    .where('value', '=', value)
    .executeTakeFirst()
  return taken.numDeletedRows === 1n
}

/** Adds one to a counter and returns it. */
export async function countFact(engine: Connection, name: string): Promise<number> {
  const row = await engine
    .insertInto('installation')
    .values({ name, value: '1' })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ value: sql<string>`(installation.value::integer + 1)::text` }),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return Number(row.value)
}

/** Whether any fact whose name begins like this has the value. */
export async function existsFact(engine: Connection, prefix: string, value: string): Promise<boolean> {
  const row = await engine
    .selectFrom('installation')
    .select('name')
    .where('name', 'like', `${prefix}%`)
    .where('value', '=', value)
    .executeTakeFirst()
  return row !== undefined
}
