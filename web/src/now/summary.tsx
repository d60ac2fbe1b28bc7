import type { AlertCounts } from '../../../contract/alert-list.ts'
import { useText } from '../app/i18n.ts'

/** In one line how it stands; read before anything else. */
export function Summary({ counts }: { counts: AlertCounts | undefined }) {
  const { t } = useText()
  return (
    <header className="px-4 pt-4 pb-3 max-md:pt-2 max-md:pb-1 md:px-6">
      <h1 className="text-title font-semibold max-md:sr-only">{t('now:title')}</h1>
      <p className="min-h-5 text-ink-soft max-md:text-small">{counts && <Words counts={counts} />}</p>
    </header>
  )
}

function Words({ counts }: { counts: AlertCounts }) {
  const { t } = useText()
  const { calling, acknowledged, held } = counts
  if (counts.open.count === 0) return t('now:summary.calm')
  const number = ({ count, more }: { count: number; more: boolean }) => `${count}${more ? '+' : ''}`
  return [
    calling.count > 0
      ? t('now:summary.calling', { count: calling.count, number: number(calling) })
      : t('now:summary.noneCalling'),
    acknowledged.count > 0 &&
      t('now:summary.acknowledged', { count: acknowledged.count, number: number(acknowledged) }),
    held.count > 0 && t('now:summary.held', { count: held.count, number: number(held) }),
  ]
    .filter(Boolean)
    .join(' · ')
}
