import { Link } from '@tanstack/react-router'
import type { Source } from '../api/types.ts'
import { named } from '../alerts/timeline/sentence.ts'
import { formatNumber } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { Chip } from '../ui/chip.tsx'
import { cn } from '../ui/class-names.ts'
import { PausedIcon, WarningIcon } from '../ui/icons.ts'
import { Moment } from '../ui/time.tsx'
import { useNameOf } from '../setup/references.ts'
import { HourBars } from './hour-bars.tsx'

/** Between phone and wide desk there is no room for what the source's own page says at once. */
const columns =
  'md:grid md:grid-cols-[minmax(0,1.4fr)_minmax(0,0.9fr)_minmax(0,1fr)_5.5rem] md:items-center md:gap-x-4 xl:grid-cols-[minmax(0,1.4fr)_minmax(0,0.9fr)_minmax(0,0.8fr)_minmax(11rem,0.7fr)_9.5rem_5.5rem]'
const wideOnly = 'md:max-xl:hidden'

/** For the eye only; each row says by itself what it holds. */
export function SourceColumns() {
  const { t } = useText()
  return (
    <div aria-hidden className={cn('hidden border-b border-line px-6 py-1 text-small text-ink-faint', columns)}>
      {(['name', 'type', 'customer', 'last', 'events', 'open'] as const).map((name) => (
        <span
          key={name}
          className={cn(
            'truncate',
            name === 'open' && 'text-right',
            (name === 'type' || name === 'events') && wideOnly,
          )}
        >
          {t(`sources:column.${name}`)}
        </span>
      ))}
    </div>
  )
}

export function SourceRow({ source }: { source: Source }) {
  const { t, has, language } = useText()
  const customerName = useNameOf('customers')
  return (
    <li className={cn('row-height relative border-b border-line px-4 hover:bg-hover max-md:py-2.5 md:px-6', columns)}>
      <span className="flex min-w-0 items-center gap-2">
        <Link
          to="/sources/$key"
          params={{ key: source.key }}
          className="truncate font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {source.name}
        </Link>
        <State source={source} />
      </span>
      <span className={cn('block truncate text-ink-soft', wideOnly)}>{named('sources:type', source.type, has, t)}</span>
      <span className="block truncate text-ink-soft">{source.customer && customerName(source.customer)}</span>
      <span className="block truncate text-ink-soft">
        {source.lastEventAt ? (
          <Moment at={source.lastEventAt} />
        ) : (
          !source.builtIn && <span className="text-ink-faint">{t('sources:waiting')}</span>
        )}
      </span>
      <span className={cn('flex items-center gap-2 text-ink-soft max-md:hidden', wideOnly)}>
        <HourBars counts={source.eventsByHour} />
        <span aria-hidden>{formatNumber(source.eventsLast24h, language)}</span>
      </span>
      <span className="relative text-right">
        <OpenAlerts source={source} />
      </span>
    </li>
  )
}

function State({ source }: { source: Source }) {
  const { t } = useText()
  return (
    <>
      {!source.enabled && (
        <Chip tone="quiet" icon={PausedIcon}>
          {t('sources:disabled')}
        </Chip>
      )}
      {source.failingRules > 0 && (
        <Link
          to="/sources/$key"
          params={{ key: source.key }}
          search={{ tab: 'rules' }}
          className="relative inline-flex min-h-6 items-center"
        >
          <Chip tone="acknowledged" icon={WarningIcon}>
            {t('sources:failing', { count: source.failingRules })}
          </Chip>
        </Link>
      )}
    </>
  )
}

/** Every number leads to what it counts. */
function OpenAlerts({ source }: { source: Source }) {
  const { t, language } = useText()
  if (source.openAlerts === 0) return <span className="text-ink-faint max-md:hidden">0</span>
  return (
    <Link
      to="/alerts"
      search={{ source: source.key }}
      aria-label={t('sources:openCount', { count: source.openAlerts })}
      className="inline-flex min-h-6 items-center font-medium text-accent underline max-md:min-h-11"
    >
      <span className="max-md:hidden">{formatNumber(source.openAlerts, language)}</span>
      <span className="md:hidden">{t('sources:openCount', { count: source.openAlerts })}</span>
    </Link>
  )
}
