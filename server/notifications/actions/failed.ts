import type { Work } from '../../kernel/db/work.ts'
import { listFailed } from '../store/failed.ts'

/** Messages of pages that did not arrive and are not tried again, of the last day where no beginning is named. */
export function failedSince({ trx, now }: Work, since: string | undefined, limit: number) {
  return listFailed(trx, since === undefined ? now.subtract({ hours: 24 }) : Temporal.Instant.from(since), limit)
}
