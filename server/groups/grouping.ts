import { createHash } from 'node:crypto'
import type { GroupingConfig } from '../../contract/config/grouping.ts'
import { parseDuration } from '../../contract/durations.ts'
import { bucketOf } from '../../rules/groups/joining.ts'
import type { Grouping } from '../../rules/groups/joining.ts'
import type { ScreenedAlert } from '../holds/index.ts'
import type { Standing } from './types.ts'

/** By what an alert is grouped; absent when nothing says that it shall be, or it lacks what it would be grouped by. */
export interface Place {
  grouping: Grouping
  /** Whoever opens or joins groups here does so alone. */
  scope: string
  bucket: string
}

/** The source has the first word; what it leaves open the customer says, across its sources. */
export function placeOf(alert: ScreenedAlert, standing: Standing): Place | undefined {
  const { sourceGrouping, customerGrouping } = standing
  const config = (sourceGrouping ?? customerGrouping) as GroupingConfig | null
  if (config === null) return undefined
  const scope = sourceGrouping === null ? `customer ${alert.customerId}` : `source ${alert.sourceId}`
  const grouping = groupingOf(config)
  const bucket = bucketOf(grouping, scope, alert)
  return bucket === undefined ? undefined : { grouping, scope, bucket: hashed(bucket) }
}

function groupingOf({ by, mode, window, similarity }: GroupingConfig): Grouping {
  const windowSeconds = window === undefined ? undefined : parseDuration(window)
  return { by, mode, ...(windowSeconds !== undefined && { windowSeconds }), ...(similarity && { similarity }) }
}

/** Fields may be long, an index entry may not. */
const hashed = (text: string) => createHash('sha256').update(text).digest('hex')
