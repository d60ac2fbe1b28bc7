import { Link } from '@tanstack/react-router'
import { useText } from '../app/i18n.ts'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { AlertsIcon, DoneIcon, SearchIcon } from '../ui/icons.ts'
import type { AlertFilters } from './filters.ts'

/** Calm, no match and not yet begun are three different things. */
export function ListEmpty({ filters }: { filters: AlertFilters }) {
  const { t } = useText()
  const { status = 'open', ...narrowing } = filters
  const { sort: _sort, by: _by, ...asked } = narrowing
  if (Object.keys(asked).length > 0) {
    return (
      <EmptyState icon={SearchIcon} title={t('alerts:list.noMatch.title')} text={t('alerts:list.noMatch.text')}>
        <Link to="/alerts" search={{ status: 'open', customer: undefined }} className={buttonStyle()}>
          {t('alerts:list.noMatch.action')}
        </Link>
      </EmptyState>
    )
  }
  if (status !== 'all')
    return <EmptyState icon={DoneIcon} title={t('alerts:list.calm.title')} text={t('alerts:list.calm.text')} />
  return (
    <EmptyState icon={AlertsIcon} title={t('alerts:list.empty.title')} text={t('alerts:list.empty.text')}>
      <Link to="/sources" className={buttonStyle({ look: 'primary' })}>
        {t('alerts:list.empty.action')}
      </Link>
    </EmptyState>
  )
}
