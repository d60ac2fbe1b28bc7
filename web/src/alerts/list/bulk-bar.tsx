import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { formatNumber } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { AcknowledgeIcon, CloseIcon, DoneIcon } from '../../ui/icons.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { tip } from '../../ui/tooltip.tsx'
import type { AlertFilters } from '../filters.ts'
import { alertCountsQuery } from '../queries.ts'
import { mostInOneGo, type BulkVerb } from './bulk.ts'
import type { Selection } from './use-selection.ts'

interface BulkBarProps {
  filters: AlertFilters
  selection: Selection
  /** Whether more than what is loaded may match. */
  hasMore: boolean
  loaded: number
  busy: number | undefined
  asking: BulkVerb | undefined
  onAsk: (verb: BulkVerb | undefined) => void
  onRun: (verb: BulkVerb) => void
}

/** What can be done with what is selected, at the lower edge. */
export function BulkBar(props: BulkBarProps) {
  const { t, language } = useText()
  const { selection, hasMore, loaded, busy, onAsk } = props
  const count = selection.all ? undefined : selection.ids.size
  if (busy !== undefined) {
    return <Bar>{t('alertwork:bulk.busy', { number: formatNumber(busy, language) })}</Bar>
  }
  if (count === 0) return null
  return (
    <>
      <Bar>
        <span className="font-medium tabular-nums">
          {count === undefined ? t('alertwork:bulk.allSelected') : t('alertwork:bulk.selected', { count })}
        </span>
        {count !== undefined && (hasMore || count < loaded) && (
          <Button look="ghost" size="small" onClick={selection.selectAll}>
            {t('alertwork:bulk.selectAll')}
          </Button>
        )}
        <Verb verb="acknowledge" onPress={() => onAsk('acknowledge')} />
        <Verb verb="resolve" onPress={() => onAsk('resolve')} />
        <Button
          {...tip(t('alertwork:bulk.clear'), 'Esc')}
          look="ghost"
          size="icon"
          aria-label={t('alertwork:bulk.clear')}
          onClick={selection.clear}
        >
          <CloseIcon />
        </Button>
      </Bar>
      <AskForAll {...props} />
    </>
  )
}

function Verb({ verb, onPress }: { verb: BulkVerb; onPress: () => void }) {
  const { t } = useText()
  const Sign = verb === 'acknowledge' ? AcknowledgeIcon : DoneIcon
  return (
    <Button look={verb === 'acknowledge' ? 'primary' : 'plain'} size="small" onClick={onPress}>
      <Sign />
      {t(`alerts:action.${verb}`)}
      <KeyHint keys={verb === 'acknowledge' ? 'a' : 'r'} />
    </Button>
  )
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <div className="pointer-events-none fixed inset-x-0 bottom-5 z-20 flex justify-center px-3 max-md:bottom-18">
      <div
        role="status"
        className="pointer-events-auto flex min-h-11 flex-wrap items-center gap-2 rounded-lg bg-surface py-1.5 pr-1.5 pl-4 text-ink shadow-float"
      >
        {children}
      </div>
    </div>
  )
}

/** What reaches further than the eye is asked once, in numbers. */
function AskForAll({ filters, selection, asking, onAsk, onRun }: BulkBarProps) {
  const { t, language } = useText()
  const { data } = useQuery(alertCountsQuery(filters))
  const [close, verb] = [() => onAsk(undefined), asking ?? 'acknowledge']
  const counted = data?.[verb === 'acknowledge' ? 'triggered' : 'open']
  const number = counted ? `${formatNumber(counted.count, language)}${counted.more ? '+' : ''}` : '…'
  return (
    <ConfirmDialog
      open={asking !== undefined && selection.all}
      onClose={close}
      title={t(`alertwork:bulk.ask.${verb}`, { number })}
      action={t(`alerts:action.${verb}`)}
      isDestructive={false}
      onConfirm={() => (close(), onRun(verb))}
    >
      {t(`alertwork:bulk.askText.${verb}`, { number: formatNumber(mostInOneGo, language) })}
    </ConfirmDialog>
  )
}
