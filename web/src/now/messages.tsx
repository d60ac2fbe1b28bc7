import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { reasonText, named } from '../alerts/timeline/sentence.ts'
import { useText } from '../app/i18n.ts'
import { OfAllCustomers } from '../app/customer/of-all-customers.tsx'
import { FailedIcon } from '../ui/icons.ts'
import { Section } from '../ui/section.tsx'
import { Moment } from '../ui/time.tsx'
import { failuresOf, type Failure } from './failures.ts'
import { failedDeliveriesQuery } from './queries.ts'

/** Ways on which people could not be reached within a day; nothing where all messages arrive. */
export function Messages() {
  const { t } = useText()
  const { data } = useQuery(failedDeliveriesQuery)
  const failures = failuresOf(data?.items ?? [])
  if (failures.length === 0) return null
  return (
    <Section title={t('now:messages.title')} aside={<OfAllCustomers />}>
      <ul className="flex flex-col gap-2.5">
        {failures.map((failure) => (
          <Row key={failure.id} failure={failure} />
        ))}
      </ul>
    </Section>
  )
}

function Row({ failure: { person, channel, address, count, reason, at, alert } }: { failure: Failure }) {
  const { t, has } = useText()
  const words = reason === null ? undefined : reasonText(reason, { t, has })
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2">
      <FailedIcon className="mt-0.5 size-4 text-triggered" aria-hidden />
      <div className="min-w-0">
        <p className="flex justify-between gap-3">
          <span className="truncate font-medium">
            {t('now:messages.to', { channel: named('common:channel', channel, has, t), person })}
          </span>
          <span className="shrink-0 text-small text-ink-faint">
            {count > 1 && `${t('now:messages.count', { count })} · `}
            <Moment at={at} />
          </span>
        </p>
        {words && <p className="text-ink-soft">{words}</p>}
        <p className="truncate text-small text-ink-faint">
          {address}
          {alert && (
            <>
              {address && ' · '}
              <Link to="/alerts/$id" params={{ id: `${alert.number}` }} className="underline hover:text-ink">
                #{alert.number} {alert.summary}
              </Link>
            </>
          )}
        </p>
      </div>
    </li>
  )
}
