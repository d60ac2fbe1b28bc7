import type { ReactNode } from 'react'
import { formatNumber } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { AcknowledgeIcon, CloseIcon, DoneIcon } from '../../ui/icons.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { tip } from '../../ui/tooltip.tsx'
import { BulkAsk, useMatching, type BulkAskProps } from './bulk-ask.tsx'
import type { BulkVerb } from './bulk.ts'

interface BulkBarProps extends BulkAskProps {
  /** Whether more than what is loaded may match. */
  hasMore: boolean
  busy: number | undefined
}

/** What can be done with what is selected, at the lower edge; on a phone above the tabs, as wide as the screen. */
export function BulkBar(props: BulkBarProps) {
  const { t, language } = useText()
  const { selection, busy, onAsk } = props
  const isEmpty = !selection.all && selection.ids.size === 0
  if (busy !== undefined) {
    return (
      <Bar>
        <span className="max-md:py-2">{t('alertwork:bulk.busy', { number: formatNumber(busy, language) })}</span>
      </Bar>
    )
  }
  if (!selection.isSelecting) return null
  return (
    <>
      <Bar>
        <span className="flex min-w-0 items-center gap-2">
          <Count {...props} />
          <Button
            {...tip(t('alertwork:bulk.clear'), 'Esc')}
            look="ghost"
            size="icon"
            className="ml-auto md:hidden"
            aria-label={t('alertwork:bulk.clear')}
            onClick={selection.clear}
          >
            <CloseIcon />
          </Button>
        </span>
        <span className="flex items-center gap-2">
          <Verb verb="acknowledge" isDisabled={isEmpty} onPress={() => onAsk('acknowledge')} />
          <Verb verb="resolve" isDisabled={isEmpty} onPress={() => onAsk('resolve')} />
          <Button
            {...tip(t('alertwork:bulk.clear'), 'Esc')}
            look="ghost"
            size="icon"
            className="max-md:hidden"
            aria-label={t('alertwork:bulk.clear')}
            onClick={selection.clear}
          >
            <CloseIcon />
          </Button>
        </span>
      </Bar>
      <BulkAsk {...props} />
    </>
  )
}

/** How many are selected, and the way to everything that matches. */
function Count({ selection, filters, rows, hasMore }: BulkBarProps) {
  const { t } = useText()
  const number = useMatching(filters)
  const isCounted = filters.status !== 'all' && filters.status !== 'resolved' && filters.held === undefined
  const count = selection.ids.size
  const all = isCounted && number ? t('alertwork:bulk.allCounted', { number }) : t('alertwork:bulk.allSelected')
  const selected = count === 0 ? t('alertwork:bulk.choose') : t('alertwork:bulk.selected', { count })
  return (
    <>
      <span className="font-medium tabular-nums">{selection.all ? all : selected}</span>
      {!selection.all && (hasMore || count < rows.length) && (
        <Button look="ghost" size="small" onClick={selection.selectAll}>
          {t('alertwork:bulk.selectAll')}
        </Button>
      )}
    </>
  )
}

function Verb({ verb, isDisabled, onPress }: { verb: BulkVerb; isDisabled: boolean; onPress: () => void }) {
  const { t } = useText()
  const Sign = verb === 'acknowledge' ? AcknowledgeIcon : DoneIcon
  return (
    <Button
      look={verb === 'acknowledge' ? 'primary' : 'plain'}
      size="small"
      className="max-md:flex-1"
      disabled={isDisabled}
      onClick={onPress}
    >
      <Sign />
      {t(`alerts:action.${verb}`)}
      <KeyHint keys={verb === 'acknowledge' ? 'a' : 'r'} className="max-md:hidden" />
    </Button>
  )
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <div
      data-floor
      className="pointer-events-none fixed inset-x-0 bottom-5 z-20 flex justify-center px-3 max-md:bottom-[calc(3.5rem+1px+env(safe-area-inset-bottom))] max-md:px-0"
    >
      <div
        role="status"
        className="pointer-events-auto flex min-h-11 flex-wrap items-center gap-2 bg-surface py-1.5 text-ink max-md:w-full max-md:flex-col max-md:items-stretch max-md:border-t max-md:border-line max-md:px-3 max-md:py-2 md:rounded-lg md:pr-1.5 md:pl-4 md:shadow-float"
      >
        {children}
      </div>
    </div>
  )
}
