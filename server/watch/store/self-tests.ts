import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Connection, Trx } from '../../kernel/db/types.ts'
import type { SelfTests } from '../../kernel/db/schema.generated.ts'

export type SelfTestRow = Selectable<SelfTests>

const planned = (engine: Connection) =>
  engine.selectFrom('organizations').where('demo', '=', false).where('selfTestTime', 'is not', null)

/** Organizations whose self-test is to be planned or begun. */
export async function findToBegin(engine: Connection, now: Temporal.Instant): Promise<string[]> {
  const rows = await planned(engine)
    .select('id')
    .where((eb) => eb.or([eb('selfTestNextAt', 'is', null), eb('selfTestNextAt', '<=', now)]))
    .limit(100)
    .execute()
  return rows.map((row) => row.id)
}

/** Self-tests that go on now. */
export async function findToGoOn(engine: Connection, now: Temporal.Instant): Promise<{ orgId: string; id: string }[]> {
  return engine
    .selectFrom('selfTests')
    .select(['orgId', 'id'])
    .where('nextAt', '<=', now)
    .orderBy('nextAt')
    .limit(100)
    .execute()
}

export async function nextSelfTestAt(engine: Connection): Promise<Temporal.Instant | undefined> {
  const begin = await planned(engine)
    .select('selfTestNextAt as at')
    .where('selfTestNextAt', 'is not', null)
    .orderBy('selfTestNextAt')
    .limit(1)
    .executeTakeFirst()
  const goOn = await engine
    .selectFrom('selfTests')
    .select('nextAt as at')
    .where('nextAt', 'is not', null)
    .orderBy('nextAt')
    .limit(1)
    .executeTakeFirst()
  return [begin?.at, goOn?.at].filter((at) => at instanceof Temporal.Instant).toSorted(Temporal.Instant.compare)[0]
}

/** The plan of the organization, locked; undefined when another node has it, or when it is switched off. */
export async function lockPlan(trx: Trx) {
  return trx
    .selectFrom('organizations')
    .select(['selfTestTime', 'selfTestNextAt', 'timeZone'])
    .where('selfTestTime', 'is not', null)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst()
}

export async function setPlan(trx: Trx, selfTestNextAt: Temporal.Instant): Promise<void> {
  await trx.updateTable('organizations').set({ selfTestNextAt }).execute()
}

/** Begins one, unless one is running; returns whether it did. */
export async function insertSelfTest(trx: Trx, row: { orgId: string; id: string; at: Temporal.Instant }) {
  const { orgId, id, at } = row
  const result = await trx
    .insertInto('selfTests')
    .values({ orgId, id, status: 'running', stage: 'intake', startedAt: at, stageBeganAt: at, nextAt: at })
    .onConflict((conflict) => conflict.column('orgId').where('status', '=', 'running').doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Takes a self-test that is due; until `untilAt` no other node does. */
export async function claimSelfTest(trx: Trx, id: string, now: Temporal.Instant, untilAt: Temporal.Instant) {
  const { rows } = await sql<SelfTestRow>`
    with due as materialized (
      select org_id, id from self_tests where id = ${id}::uuid and next_at <= ${now} for update skip locked)
    update self_tests set next_at = ${untilAt} from due
    where self_tests.org_id = due.org_id and self_tests.id = due.id
    returning self_tests.*`.execute(trx)
  return rows[0]
}

export async function updateSelfTest(
  trx: Trx,
  id: string,
  values: Partial<Omit<SelfTestRow, 'orgId' | 'id' | 'stages'>> & { stages?: string },
): Promise<void> {
  await trx.updateTable('selfTests').set(values).where('id', '=', id).execute()
}

/** The page of the running self-test has arrived: it goes on now. */
export async function noteLink(trx: Trx, arrived: { alertId: string; link: string; now: Temporal.Instant }) {
  await trx
    .updateTable('selfTests')
    .set({ link: arrived.link, alertId: arrived.alertId, nextAt: arrived.now })
    .where('status', '=', 'running')
    .where('link', 'is', null)
    .execute()
}

export async function getSelfTest(trx: Trx, id: string): Promise<SelfTestRow> {
  return trx.selectFrom('selfTests').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** Newest first, before `cursor`. */
export async function listSelfTests(trx: Trx, limit: number, cursor: string | undefined): Promise<SelfTestRow[]> {
  return trx
    .selectFrom('selfTests')
    .selectAll()
    .$if(cursor !== undefined, (query) => query.where('id', '<', cursor!))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Results are kept for a year. */
export async function deleteSelfTestsBefore(trx: Trx, at: Temporal.Instant): Promise<void> {
  await trx.deleteFrom('selfTests').where('startedAt', '<', at).where('status', '<>', 'running').execute()
}
