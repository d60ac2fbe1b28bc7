import { sql } from 'kysely'

/**
 * For `where(column, '=', anyOf(ids))`: as one parameter, so that the text of the statement is the same for any number of ids.
 * It is then built faster here, and prepared once by each connection (prepared.ts).
 */
export const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`
