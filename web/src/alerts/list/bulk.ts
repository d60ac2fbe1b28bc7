import type { BulkResult } from '../../api/types.ts'

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
