import type { Alert, BulkResult } from '../../api/types.ts'

export type BulkVerb = 'acknowledge' | 'resolve'

/** So many the server takes at once. */
export const atOnce = 200
/** So many are answered in one go; what is left is said, and can be answered in the next. */
export const mostInOneGo = 2_000

export interface BulkTally {
  done: number
  already: number
  gone: number
}

export const noTally: BulkTally = { done: 0, already: 0, gone: 0 }

export function tallyOf(before: BulkTally, results: readonly BulkResult[]): BulkTally {
  const count = (outcome: BulkResult['outcome']) => results.filter((result) => result.outcome === outcome).length
  return {
    done: before.done + count('done'),
    already: before.already + count('already'),
    gone: before.gone + count('not_found'),
  }
}

/** In pieces that the server takes. */
export function piecesOf(ids: readonly string[]): string[][] {
  const pieces: string[][] = []
  for (let start = 0; start < ids.length; start += atOnce) pieces.push(ids.slice(start, start + atOnce))
  return pieces
}

export interface Consequence {
  /** Those that are open: what is resolved already stays as it is. */
  count: number
  /** Of them, how many page people at the moment. */
  escalating: number
  /** Of them, how many somebody else has said to have, and who. */
  heldByOthers: number
  holders: string[]
}

type Judged = Pick<Alert, 'status' | 'escalation' | 'acknowledgedBy' | 'held'>

/** What resolving these does, for whoever is asked. `me`: the key of that person. */
export function consequenceOf(rows: readonly Judged[], me: string | undefined): Consequence {
  const open = rows.filter((row) => row.status !== 'resolved')
  const others = open.flatMap(({ status, acknowledgedBy }) =>
    status === 'acknowledged' && acknowledgedBy && acknowledgedBy.key !== me ? [acknowledgedBy.name] : [],
  )
  const isPaging = ({ status, held, escalation }: Judged) =>
    status === 'triggered' && !held && escalation.state === 'active'
  return {
    count: open.length,
    escalating: open.filter(isPaging).length,
    heldByOthers: others.length,
    holders: [...new Set(others)],
  }
}
