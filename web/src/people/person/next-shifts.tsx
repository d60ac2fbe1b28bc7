import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { formatLength } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { useViewer } from '../../app/session.ts'
import { shiftsQuery } from '../../oncall/queries.ts'
import { spanInZones } from '../../oncall/words.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Moment } from '../../ui/time.tsx'
import type { Person } from '../queries.ts'
import { shiftsOf, type PersonShift } from './shifts.ts'
import { useNamedBy } from './use-named-by.ts'

const hour = 3_600_000
const weeks = 8
const shownAtFirst = 5

/** The shifts of a person in the weeks to come: until when the present one lasts, and in how long the next one begins. */
export function NextShifts({ person }: { person: Person }) {
  const { t } = useText()
  const { schedules } = useNamedBy(person.key)
  const now = useNow(60_000)
  const [isWhole, setIsWhole] = useState(false)
  const start = Math.floor(now / hour) * hour
  const [from, to] = [start, start + weeks * 7 * 24 * hour].map((ms) => new Date(ms).toISOString()) as [string, string]
  const results = useQueries({ queries: schedules.map(({ key }) => shiftsQuery(key, from, to)) })
  if (results.some(({ isPending }) => isPending)) return <Skeleton className="h-16" />
  const shifts = shiftsOf(
    person.key,
    results.flatMap(({ data }) => data ?? []),
    now,
  )
  if (shifts.length === 0) return <p className="text-ink-faint">{t('people:shifts.none', { weeks })}</p>
  const rest = isWhole ? 0 : Math.max(0, shifts.length - shownAtFirst)
  return (
    <>
      <ul>
        {shifts.slice(0, shifts.length - rest).map((shift) => (
          <ShiftLine key={`${shift.schedule.key} ${shift.from}`} shift={shift} now={now} />
        ))}
      </ul>
      {rest > 0 && (
        <Button look="ghost" className="mt-1" onClick={() => setIsWhole(true)}>
          {t('people:shifts.more', { count: rest })}
        </Button>
      )}
    </>
  )
}

function ShiftLine({ shift: { schedule, from, to }, now }: { shift: PersonShift; now: number }) {
  const { t } = useText()
  const viewer = useViewer()
  const isNow = Date.parse(from) <= now
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 border-b border-line py-1.5 last:border-0">
      <span className={isNow ? 'w-36 font-medium' : 'w-36 text-ink-soft'}>
        {isNow
          ? t('people:shifts.now')
          : t('common:time.in', { length: formatLength((Date.parse(from) - now) / 1_000, viewer.language) })}
      </span>
      <Link to="/oncall/$key" params={{ key: schedule.key }} className="text-accent hover:underline max-md:py-1">
        {schedule.name}
      </Link>
      <span className="text-ink-soft">
        {isNow ? (
          <>
            {t('people:duties.until')} <Moment at={to} />
          </>
        ) : (
          spanInZones({ from: Date.parse(from), to: Date.parse(to) }, viewer, schedule.timezone)
        )}
      </span>
    </li>
  )
}
