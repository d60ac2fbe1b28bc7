import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { triggeredCountQuery } from '../../alerts/queries.ts'
import { tip } from '../../ui/tooltip.tsx'
import { useText } from '../i18n.ts'
import type { Place } from './navigation.ts'
import { centredWhenNarrow, whenWide } from './rail-style.ts'

export function RailLink({ place }: { place: Place }) {
  const { t } = useText()
  const label = t(`shell:nav.${place.name}`)
  return (
    <Link
      to={place.to}
      {...tip(label, place.keys)}
      className={`relative flex min-h-8 items-center gap-2 rounded-md px-2 text-ink-soft hover:bg-hover hover:text-ink ${centredWhenNarrow}`}
      activeOptions={{ exact: place.position === 'now' }}
      activeProps={{ className: 'bg-hover font-medium text-ink' }}
    >
      <place.icon className="size-4 shrink-0" aria-hidden />
      <span className={`flex-1 truncate ${whenWide}`}>{label}</span>
      {place.name === 'alerts' && (
        <TriggeredCount className="max-lg:absolute max-lg:top-0 max-lg:right-0 group-data-[narrow=true]/rail:absolute group-data-[narrow=true]/rail:top-0 group-data-[narrow=true]/rail:right-0" />
      )}
    </Link>
  )
}

/** How many alerts nobody has answered, at every place from which they can be reached. */
export function TriggeredCount({ className }: { className?: string }) {
  const { t } = useText()
  const { data } = useQuery(triggeredCountQuery)
  if (!data || data.count === 0) return null
  return (
    <span
      className={`inline-flex min-w-5 items-center justify-center rounded-full bg-triggered px-1.5 text-[0.6875rem] leading-4.5 font-semibold text-surface tabular-nums ${className ?? ''}`}
    >
      <span aria-hidden>{data.more ? `${data.count}+` : data.count}</span>
      <span className="sr-only">{t('shell:openAlerts', { count: data.count })}</span>
    </span>
  )
}
