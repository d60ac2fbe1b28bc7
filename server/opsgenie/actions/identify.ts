import type { Trx } from '../../kernel/db/types.ts'
import { dedupKeyOf } from '../../intake/index.ts'
import { Refusal, wrongField } from '../refusal.ts'
import { findAlertId, getAlert } from '../store/alerts.ts'
import type { Call, FoundAlert, Identifier } from '../types.ts'

/** As long as an alias is kept. */
const longestAlias = 512

/** How the client names the alert: `?identifierType=id|tiny|alias`, id without it. Throws 422 for another type. */
export function identifierOf({ params, query }: Pick<Call, 'params' | 'query'>): Identifier {
  const type = (query.identifierType ?? query.alertIdentifierType ?? 'id').toLowerCase()
  if (type !== 'id' && type !== 'tiny' && type !== 'alias') {
    throw wrongField('identifierType', 'identifierType must be one of id, tiny, alias.')
  }
  return { type, value: params.id ?? '' }
}

/** The alert that is meant, if the source has it; by alias only an open one. */
export async function findNamed(trx: Trx, sourceId: string, identifier: Identifier): Promise<FoundAlert | undefined> {
  const alias = identifier.value.slice(0, longestAlias).trim()
  const id = await findAlertId(trx, sourceId, identifier, dedupKeyOf(alias))
  return id === undefined ? undefined : getAlert(trx, sourceId, id)
}

/** The same for a reading request, which is answered with 404 when there is no such alert. */
export async function existing(trx: Trx, call: Call): Promise<FoundAlert> {
  const found = await findNamed(trx, call.source.id, identifierOf(call))
  if (!found) throw new Refusal(404, 'Alert does not exist.')
  return found
}
