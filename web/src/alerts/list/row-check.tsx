import type { Alert } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { cn } from '../../ui/class-names.ts'

interface RowCheckProps {
  alert: Alert
  isSelected: boolean
  isSelecting: boolean
  onSelect: (id: string, range: boolean) => void
}

/** Selects a row; with Shift everything from the row before. In sight once something is selected. */
export function RowCheck({ alert, isSelected, isSelecting, onSelect }: RowCheckProps) {
  const { t } = useText()
  const may = useMay('alerts.answer')
  if (!may) return <span />
  return (
    <span className="relative z-1 flex items-center">
      <input
        type="checkbox"
        tabIndex={-1}
        className={cn(
          'size-4 accent-accent group-focus-within/row:opacity-100 group-hover/row:opacity-100',
          !isSelecting && 'opacity-0',
        )}
        aria-label={t('alertwork:bulk.selectOne', { number: alert.number })}
        aria-keyshortcuts="x"
        checked={isSelected}
        onChange={(event) => onSelect(alert.id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
      />
    </span>
  )
}
