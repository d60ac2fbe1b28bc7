import type { TimelineEntry } from '../../api/types.ts'
import { formatTimeOfDay } from '../../app/format.ts'
import type { TextKey } from '../../app/i18n.ts'
import type { Words } from './words.ts'

/** The story of a hold in words: why nobody is paged, what changed about it, how it ended. Undefined for everything else. */
export function holdText(entry: TimelineEntry, { t, has, viewer }: Words): string | undefined {
  const key = keyOf(entry)
  if (key === undefined || !has(key)) return undefined
  const { by, cause, until } = entry.data as {
    by?: { name?: string }
    cause?: { number?: number; summary?: string }
    until?: string
  }
  return t(key as TextKey, {
    by: by?.name ?? '',
    number: cause?.number ?? '',
    cause: cause?.summary ?? '',
    time: until === undefined ? '' : formatTimeOfDay(until, viewer),
  })
}

function keyOf({ kind, data }: TimelineEntry): string | undefined {
  const { reason, why, endsBecause } = data
  if (kind === 'alert.held') return `timeline:hold.held.${String(reason)}`
  if (kind === 'alert.released') return `timeline:hold.released.${String(why)}`
  if (kind !== 'alert.holdMoved') return undefined
  if (endsBecause === 'cause_resolved') return 'timeline:hold.moved.settling'
  if (reason === 'group' || reason === 'merged') return 'timeline:hold.moved.group'
  const isNamed = reason === 'maintenance' || reason === 'dependency'
  return `timeline:hold.moved.${isNamed ? reason : 'other'}`
}
