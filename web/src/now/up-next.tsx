import { AlertLink } from '../alerts/alert-link.tsx'
import type { Alert } from '../api/types.ts'
import { formatNames } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { Section } from '../ui/section.tsx'
import { Countdown } from '../ui/time.tsx'
import { upcomingOf, type Upcoming } from './upcoming.ts'

/** The next hour is not told: what comes next is. */
const shownMost = 5

/** What happens by itself next unless somebody does something. */
export function UpNext({ alerts }: { alerts: Alert[] }) {
  const { t } = useText()
  const upcoming = upcomingOf(alerts, shownMost)
  if (upcoming.length === 0) return null
  return (
    <Section title={t('now:upNext.title')} className="max-xl:border-t xl:border-t-0">
      <ul className="flex flex-col gap-2">
        {upcoming.map((one) => (
          <li key={one.alert.id} className="grid grid-cols-[3.75rem_minmax(0,1fr)] gap-x-2">
            <Countdown to={one.at} className="pt-px text-large font-semibold tabular-nums" />
            <span className="min-w-0">
              <span className="block">
                <What upcoming={one} />
              </span>
              <AlertLink alert={one.alert} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function What({ upcoming: { kind, names } }: { upcoming: Upcoming }) {
  const { t, language } = useText()
  if (names.length === 0) return t(kind === 'end' ? 'now:upNext.end' : 'now:upNext.unknown')
  const values = { names: formatNames(names, language), count: names.length }
  if (kind === 'end') return t('now:upNext.end')
  return t(`now:upNext.${kind}`, values)
}
