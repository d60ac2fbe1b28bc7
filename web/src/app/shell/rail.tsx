import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { triggeredCountQuery } from '../../alerts/queries.ts'
import { tip } from '../../ui/tooltip.tsx'
import { useText } from '../i18n.ts'
import { useSession } from '../session.ts'
import { AccountMenu } from './account-menu.tsx'
import { phases, type Place } from './navigation.ts'

export function Rail({ onHelp }: { onHelp: () => void }) {
  const { t } = useText()
  const session = useSession()
  return (
    <nav
      aria-label={t('shell:navigation')}
      className="sticky top-0 hidden h-dvh flex-col border-r border-line bg-sunken px-2 py-3 md:flex"
    >
      <Link
        to="/alerts"
        className="mb-3 flex items-center gap-2 rounded px-1.5 max-lg:justify-center"
        aria-label={t('shell:product')}
      >
        <img src="/icon.svg" alt="" className="size-6" />
        <span className="min-w-0 max-lg:hidden">
          <span className="block leading-tight font-semibold">{t('shell:product')}</span>
          <span className="block truncate text-small leading-tight text-ink-faint">{session?.organization.name}</span>
        </span>
      </Link>
      <div className="flex flex-1 flex-col gap-3 overflow-y-auto">
        {phases.map((phase) => {
          const shown = phase.places.filter((place) => session?.can[place.permission])
          if (shown.length === 0) return null
          return (
            <div key={phase.name}>
              <p className="px-2 pb-0.5 text-small text-ink-faint max-lg:hidden">{t(`shell:phase.${phase.name}`)}</p>
              <ul className="flex flex-col gap-0.5">
                {shown.map((place) => (
                  <li key={place.name}>
                    <RailLink place={place} />
                  </li>
                ))}
              </ul>
            </div>
          )
        })}
      </div>
      <AccountMenu onHelp={onHelp} />
    </nav>
  )
}

function RailLink({ place }: { place: Place }) {
  const { t } = useText()
  const label = t(`shell:nav.${place.name}`)
  return (
    <Link
      to={place.to}
      {...tip(label, place.keys)}
      className="flex min-h-8 items-center gap-2 rounded-md px-2 text-ink-soft hover:bg-hover hover:text-ink max-lg:justify-center"
      activeProps={{ className: 'bg-hover font-medium text-ink' }}
    >
      <span className="relative">
        <place.icon className="size-4" aria-hidden />
      </span>
      <span className="flex-1 max-lg:sr-only">{label}</span>
      {place.name === 'alerts' && <TriggeredCount className="max-lg:absolute max-lg:mb-5 max-lg:ml-6" />}
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
      className={`inline-flex min-w-5 items-center justify-center rounded-full bg-triggered px-1.5 text-[0.6875rem] leading-4.5 font-semibold text-surface ${className ?? ''}`}
    >
      <span aria-hidden>{data.more ? `${data.count}+` : data.count}</span>
      <span className="sr-only">{t('shell:openAlerts', { count: data.count })}</span>
    </span>
  )
}
