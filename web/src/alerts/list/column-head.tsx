import { useText } from '../../app/i18n.ts'
import { cn } from '../../ui/class-names.ts'
import { columns } from './alert-row.tsx'

/** For the eye only; each row says by itself what it holds. */
export function ColumnHead() {
  const { t } = useText()
  return (
    <div aria-hidden className={cn('hidden border-b border-line px-6 py-1 text-small text-ink-faint', columns)}>
      <span />
      <span className="truncate">{t('alerts:list.column.status')}</span>
      <span className="truncate">{t('alerts:list.column.number')}</span>
      <span className="truncate">{t('alerts:list.column.summary')}</span>
      <span className="truncate max-lg:hidden xl:hidden">{t('alerts:list.column.about')}</span>
      <span className="truncate max-xl:hidden">{t('alertpage:page.fact.customer')}</span>
      <span className="truncate max-xl:hidden">{t('alertpage:page.fact.service')}</span>
      <span className="truncate text-right">{t('alerts:list.column.age')}</span>
      <span className="text-right max-lg:hidden">×</span>
      <span className="truncate max-xl:hidden">{t('alerts:list.column.holder')}</span>
      <span className="truncate">{t('alerts:list.column.next')}</span>
    </div>
  )
}
