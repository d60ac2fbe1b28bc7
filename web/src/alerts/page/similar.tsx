import { useQuery } from '@tanstack/react-query'
import type { SimilarAlert, SimilarAlerts } from '../../../../contract/alert-context.ts'
import type { AlertDetail } from '../../api/types.ts'
import { formatLength, formatMoment } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { useViewer } from '../../app/session.ts'
import { similarQuery } from '../queries.ts'
import { named } from '../timeline/sentence.ts'
import { AlertLink } from '../alert-link.tsx'

/** Whether this has been here before, how often, and who ended it: often the way out is known. */
export function Similar({ alert }: { alert: AlertDetail }) {
  const { t } = useText()
  const { data } = useQuery(similarQuery(alert.id))
  if (!data) return null
  return (
    <section aria-label={t('alertwork:similar.title')} className="mb-4 border-b border-line pb-4">
      <h2 className="mb-1 font-semibold">{t('alertwork:similar.title')}</h2>
      <HowOften similar={data} />
      <ul className="mt-2 flex flex-col gap-2">
        {data.items.map((one) => (
          <li key={one.id}>
            <AlertLink alert={one} />
            <Ending alert={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function HowOften({ similar }: { similar: SimilarAlerts }) {
  const { t, language } = useText()
  const { times, days, endedAlone, usualSeconds } = similar
  if (times === 0) {
    return (
      <p className="text-ink-soft">
        {t(similar.items.length > 0 ? 'alertwork:similar.first' : 'alertwork:similar.none', { days })}
      </p>
    )
  }
  return (
    <p>
      {t('alertwork:similar.times', { count: times, days })}
      {usualSeconds !== null && ` ${t('alertwork:similar.usually', { length: formatLength(usualSeconds, language) })}`}
      {endedAlone > 0 &&
        ` ${t(endedAlone === times ? 'alertwork:similar.allAlone' : 'alertwork:similar.alone', { count: endedAlone })}`}
    </p>
  )
}

function Ending({ alert }: { alert: SimilarAlert }) {
  const { t, has } = useText()
  const now = useNow(60_000)
  const viewer = useViewer()
  const kinship = t(`alertwork:similar.kinship.${alert.kinship}`)
  const when = formatMoment(alert.resolvedAt ?? alert.createdAt, now, viewer)
  const ending =
    alert.resolvedAt === null
      ? t(`alerts:status.${alert.status}`)
      : alert.resolvedBy
        ? t('alertwork:similar.endedBy', { name: alert.resolvedBy.name, when })
        : t('alertwork:similar.endedVia', { via: named('timeline:via', alert.resolvedVia ?? 'source', has, t), when })
  return (
    <p className="text-small text-ink-faint">
      {ending} · {kinship}
    </p>
  )
}
