import { useText } from '../app/i18n.ts'
import { Button } from './button.tsx'

interface LoadMoreProps {
  hasMore: boolean
  busy: boolean
  onMore: () => void
}

/** The end of a list that has not been read to its end. */
export function LoadMore({ hasMore, busy, onMore }: LoadMoreProps) {
  const { t } = useText()
  if (!hasMore) return null
  return (
    <div className="flex justify-center py-4">
      <Button busy={busy} onClick={onMore}>
        {t('common:action.loadMore')}
      </Button>
    </div>
  )
}
