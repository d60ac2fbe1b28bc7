import type { Difference } from '../../../rules/oncall/index.ts'
import type { Viewer } from '../app/format.ts'
import type { TextKey, TextValues } from '../app/i18n.ts'
import { spanInZones } from './words.ts'

/** One difference as a sentence of the catalogue: "Mon 23 Nov, 09:00–18:00: Bob instead of Ann". */
export function differenceText(
  { from, to, before, after }: Difference,
  nameOf: (key: string) => string,
  viewer: Viewer,
  scheduleZone: string,
): [TextKey, TextValues] {
  const when = spanInZones({ from: from.epochMilliseconds, to: to.epochMilliseconds }, viewer, scheduleZone)
  if (before === undefined) return ['schedule:difference.filled', { when, after: nameOf(after ?? '') }]
  if (after === undefined) return ['schedule:difference.emptied', { when, before: nameOf(before) }]
  return ['schedule:difference.replaced', { when, after: nameOf(after), before: nameOf(before) }]
}
