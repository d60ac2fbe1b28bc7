import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { StatusChip } from '../alerts/status.tsx'
import { useText } from '../app/i18n.ts'
import { Section } from '../ui/section.tsx'
import { Age } from '../ui/time.tsx'
import { openAlertsQuery } from './queries.ts'

const shown = 5

/** The newest open alerts about a customer or a service, and the way to all of them. */
export function OpenAlerts({ of }: { of: { customer?: string; service?: string } }) {
  const { t } = useText()
  const { data } = useQuery(openAlertsQuery(of))
  if (!data) return null
  const count = data.items.length
  return (
    <Section
      title={t('customers:openAlerts')}
      aside={
        count > shown && (
          <Link to="/alerts" search={of} className="text-accent underline max-md:py-2">
            {t('customers:allOpen', { count: data.more ? `${count}+` : `${count}` })}
          </Link>
        )
      }
    >
      {count === 0 && <p className="text-ink-soft">{t('customers:noneOpen')}</p>}
      <ul>
        {data.items.slice(0, shown).map((alert) => (
          <li
            key={alert.id}
            className="row-height relative flex items-center gap-3 border-b border-line last:border-b-0 hover:bg-hover"
          >
            <StatusChip alert={alert} bare />
            <Link
              to="/alerts/$id"
              params={{ id: `${alert.number}` }}
              className="min-w-0 flex-1 truncate outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent"
            >
              #{alert.number} {alert.summary}
            </Link>
            <Age since={alert.createdAt} className="text-ink-faint" />
          </li>
        ))}
      </ul>
    </Section>
  )
}
