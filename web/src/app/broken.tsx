import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { ApiError } from '../api/client.ts'
import { Button, buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { AlertsIcon, WarningIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { isAway } from './away.ts'
import { useText } from './i18n.ts'

/** A view that fell over takes nothing else with it, and says that the alerts go on without it. */
export function BrokenView({ error, reset }: ErrorComponentProps) {
  const { t } = useText()
  // A view that this device has never downloaded cannot be opened without a connection.
  const fault = isAway() && !(error instanceof ApiError) ? new ApiError(0, 'offline', '') : error
  if (fault instanceof ApiError) return <LoadFailed error={fault} onRetry={() => (reset(), location.reload())} />
  return (
    <EmptyState isPage icon={WarningIcon} title={t('errors:broken.title')} text={t('errors:broken.text')}>
      <Button look="primary" onClick={() => location.reload()}>
        {t('errors:broken.action')}
      </Button>
    </EmptyState>
  )
}

export function UnknownPage() {
  const { t } = useText()
  return (
    <main>
      <EmptyState isPage icon={AlertsIcon} title={t('errors:unknownPage.title')} text={t('errors:unknownPage.text')}>
        <Link to="/alerts" className={buttonStyle()}>
          {t('errors:unknownPage.action')}
        </Link>
      </EmptyState>
    </main>
  )
}
