import type { Connection } from '../../kernel/db/types.ts'

const fact = 'vapid_keys'

/** The sealed keys of this installation; `sealed` becomes them unless there are some. Whoever comes first, on all nodes, decides. */
export async function keepVapidKeys(engine: Connection, sealed: () => string): Promise<string> {
  const find = () => engine.selectFrom('installation').select('value').where('name', '=', fact).executeTakeFirst()
  const known = await find()
  if (known) return known.value
  await engine
    .insertInto('installation')
    .values({ name: fact, value: sealed() })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  return (await find())!.value
}
