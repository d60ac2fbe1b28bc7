import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AlertContext } from '../../../../contract/alert-context.ts'
import type { AlertDetail } from '../../api/types.ts'
import { formatMoment } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { useViewer } from '../../app/session.ts'
import { Chip } from '../../ui/chip.tsx'
import { PausedIcon, WarningIcon } from '../../ui/icons.ts'
import { Slotted } from '../../ui/slotted.tsx'
import { AlertLink } from '../alert-link.tsx'
import { contextQuery } from '../queries.ts'

/** What surrounds the alert now: the customer's hours and other alerts, what the service stands on, maintenance. */
export function Place({ alert }: { alert: AlertDetail }) {
  const { t } = useText()
  const { data } = useQuery(contextQuery(alert.id))
  if (!data) return null
  const { tier, supportHours, customerOpen, dependenciesDown, maintenance } = data
  const isEmpty = !tier && !supportHours && customerOpen.count + dependenciesDown.length + maintenance.length === 0
  if (isEmpty) return null
  return (
    <section aria-label={t('alertwork:place.title')} className="mb-4 flex flex-col gap-3 border-b border-line pb-4">
      <h2 className="font-semibold">{t('alertwork:place.title')}</h2>
      {dependenciesDown.length > 0 && <Down down={dependenciesDown} />}
      {maintenance.length > 0 && <Maintenance windows={maintenance} />}
      {(tier ?? supportHours) && (
        <p>
          {tier && <span className="font-medium">{t('alertwork:place.tier', { tier })}</span>}
          {tier && supportHours && ' · '}
          {supportHours && <Hours hours={supportHours} />}
        </p>
      )}
      {customerOpen.count > 0 && <Others alert={alert} others={customerOpen} />}
    </section>
  )
}

function Down({ down }: { down: AlertContext['dependenciesDown'] }) {
  return (
    <ul>
      {down.map(({ key, name, alert }) => (
        <li key={key}>
          <Chip tone="triggered" icon={WarningIcon} bare>
            <Slotted text="alertwork:place.down" values={{ name }} slots={{ alert: <AlertLink alert={alert} /> }} />
          </Chip>
        </li>
      ))}
    </ul>
  )
}

function Maintenance({ windows }: { windows: AlertContext['maintenance'] }) {
  const { t } = useText()
  const now = useNow(60_000)
  const viewer = useViewer()
  return (
    <ul>
      {windows.map(({ key, name, until }) => (
        <li key={key}>
          <Chip tone="maintenance" icon={PausedIcon} bare>
            {t('alertwork:place.maintenance', { name, time: formatMoment(until, now, viewer) })}
          </Chip>
        </li>
      ))}
    </ul>
  )
}

function Hours({ hours }: { hours: NonNullable<AlertContext['supportHours']> }) {
  const { t } = useText()
  const now = useNow(60_000)
  const viewer = useViewer()
  const state = hours.isOpen ? 'open' : 'closed'
  if (hours.turnsAt === null) return t(`alertwork:place.hours.${state}Always`)
  return t(`alertwork:place.hours.${state}`, { time: formatMoment(hours.turnsAt, now, viewer) })
}

function Others({ alert, others }: { alert: AlertDetail; others: AlertContext['customerOpen'] }) {
  const { t } = useText()
  const { count, more, items } = others
  return (
    <div>
      <Link
        to="/alerts"
        search={{ status: 'open', customer: alert.customer ?? undefined }}
        className="inline-block min-h-6 leading-6 text-accent underline"
      >
        {t('alertwork:place.others', { count, number: more ? `${count}+` : count, customer: alert.customerName ?? '' })}
      </Link>
      <Names>
        {items.map((one) => (
          <li key={one.id} className="truncate">
            <AlertLink alert={one} />
          </li>
        ))}
      </Names>
    </div>
  )
}

const Names = ({ children }: { children: ReactNode }) => <ul className="text-small">{children}</ul>
