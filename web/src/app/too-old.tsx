import { Link } from '@tanstack/react-router'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { OnCallIcon } from '../ui/icons.ts'
import { usePageTitle } from '../ui/page-header.tsx'
import { useText } from './i18n.ts'

/** In place of a view that this browser cannot reckon: which browsers can, and where to look meanwhile. */
export function TooOldPage() {
  const { t } = useText()
  usePageTitle(t('setup:tooOld.title'))
  return (
    <EmptyState isPage icon={OnCallIcon} title={t('setup:tooOld.title')} text={t('setup:tooOld.text')}>
      <Link to="/oncall" className={buttonStyle()}>
        {t('setup:tooOld.action')}
      </Link>
    </EmptyState>
  )
}
