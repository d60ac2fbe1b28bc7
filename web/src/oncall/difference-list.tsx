import type { Difference } from '../../../rules/oncall/index.ts'
import { useText } from '../app/i18n.ts'
import { useViewer } from '../app/session.ts'
import { cn } from '../ui/class-names.ts'
import { WarningIcon } from '../ui/icons.ts'
import { differenceText } from './difference-words.ts'

interface DifferenceListProps {
  list: readonly Difference[]
  nameOf: (key: string) => string
  zone: string
  /** How many are said; of the others only how many there are. */
  atMost?: number
}

/** Who is on call instead of whom, in sentences. */
export function DifferenceList({ list, nameOf, zone, atMost = 6 }: DifferenceListProps) {
  const { t } = useText()
  const viewer = useViewer()
  const rest = list.length - atMost
  return (
    <ul className="flex flex-col gap-1">
      {list.slice(0, atMost).map((one) => (
        <li
          key={one.from.epochMilliseconds}
          className={cn('flex items-start gap-1.5', one.after === undefined && 'text-triggered')}
        >
          {one.after === undefined && <WarningIcon className="mt-0.5 size-4 shrink-0" aria-hidden />}
          {t(...differenceText(one, nameOf, viewer, zone))}
        </li>
      ))}
      {rest > 0 && <li className="text-ink-faint">{t('schedule:difference.more', { count: rest })}</li>}
    </ul>
  )
}
