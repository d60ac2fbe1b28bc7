import type { Insertable, Updateable } from 'kysely'
import type { AlertViews } from '../../kernel/db/schema.generated.ts'
import type { Trx } from '../../kernel/db/types.ts'

/** The views of a person and those that are shared, by name; whether the person's list begins with it. */
export async function listViews(trx: Trx, userId: string) {
  return views(trx, userId)
    .where(({ or, eb }) => or([eb('alertViews.ownerId', '=', userId), eb('alertViews.shared', '=', true)]))
    .orderBy('alertViews.name')
    .orderBy('alertViews.id')
    .execute()
}

export async function findView(trx: Trx, userId: string, id: string) {
  return views(trx, userId)
    .where(({ or, eb }) => or([eb('alertViews.ownerId', '=', userId), eb('alertViews.shared', '=', true)]))
    .where('alertViews.id', '=', id)
    .executeTakeFirst()
}

export type ViewRow = Awaited<ReturnType<typeof listViews>>[number]

function views(trx: Trx, userId: string) {
  return trx
    .selectFrom('alertViews')
    .leftJoin('alertViewDefaults as chosen', (join) =>
      join
        .onRef('chosen.orgId', '=', 'alertViews.orgId')
        .onRef('chosen.viewId', '=', 'alertViews.id')
        .on('chosen.userId', '=', userId),
    )
    .select(['alertViews.id', 'alertViews.name', 'alertViews.filters', 'alertViews.shared', 'alertViews.ownerId'])
    .select('chosen.viewId as chosenId')
}

export async function countOwn(trx: Trx, userId: string): Promise<number> {
  const row = await trx
    .selectFrom('alertViews')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('ownerId', '=', userId)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function insertView(trx: Trx, row: Insertable<AlertViews>): Promise<void> {
  await trx.insertInto('alertViews').values(row).execute()
}

export async function updateView(trx: Trx, id: string, change: Updateable<AlertViews>): Promise<void> {
  if (Object.keys(change).length > 0) await trx.updateTable('alertViews').set(change).where('id', '=', id).execute()
}

export async function deleteView(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('alertViews').where('id', '=', id).execute()
}

/** The list of this person begins with it; without an id it begins as it comes. */
export async function setDefault(trx: Trx, orgId: string, userId: string, viewId: string | undefined): Promise<void> {
  await trx.deleteFrom('alertViewDefaults').where('userId', '=', userId).execute()
  if (viewId !== undefined) await trx.insertInto('alertViewDefaults').values({ orgId, userId, viewId }).execute()
}

/** Who no longer sees a view does not begin with it. */
export async function dropDefaultsOfOthers(trx: Trx, viewId: string, ownerId: string): Promise<void> {
  await trx.deleteFrom('alertViewDefaults').where('viewId', '=', viewId).where('userId', '<>', ownerId).execute()
}
