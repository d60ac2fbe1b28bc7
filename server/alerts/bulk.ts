import type { BulkResult } from '../../contract/by-hand.ts'
import type { Work } from '../kernel/db/work.ts'
import { acknowledge, resolve } from './answer.ts'
import { findAlert } from './list.ts'
import type { Answerer } from './types.ts'

/**
 * Answers many alerts in one transaction, each named by id or number. One that is answered already or that is not there is
 * said so and hinders no other. They are locked in the order of their ids, so that two such requests wait for each other
 * instead of deadlocking.
 */
export async function answerMany(
  work: Work,
  verb: 'acknowledge' | 'resolve',
  names: readonly string[],
  by: Answerer,
): Promise<BulkResult[]> {
  const idByName = new Map<string, string | undefined>()
  for (const name of names) idByName.set(name, (await findAlert(work.trx, name))?.id)
  const answer = { acknowledge, resolve }[verb]
  const resultById = new Map<string, Omit<BulkResult, 'id'>>()
  for (const id of [...new Set([...idByName.values()].filter((one) => one !== undefined))].toSorted()) {
    const { alert, changed } = await answer(work, id, by)
    resultById.set(id, { outcome: changed ? 'done' : 'already', status: alert.status })
  }
  return names.map((name) => ({
    id: name,
    ...(resultById.get(idByName.get(name) ?? '') ?? { outcome: 'not_found', status: null }),
  }))
}
