import type { Language } from '../../../../contract/keys.ts'
import { localeOf } from '../../app/format.ts'

const step = 1_000
const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** "31 MB" / "31 MB"; two digits that count. */
export function formatBytes(bytes: number, language: Language): string {
  const power = bytes < step ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(step)))
  return new Intl.NumberFormat(localeOf(language), {
    style: 'unit',
    unit: units[power],
    maximumSignificantDigits: 3,
  }).format(bytes / step ** power)
}
