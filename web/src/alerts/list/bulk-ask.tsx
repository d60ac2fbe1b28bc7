import { useQuery } from '@tanstack/react-query'
import type { AlertCounts } from '../../../../contract/alert-list.ts'
import type { Alert } from '../../api/types.ts'
import { formatNames, formatNumber } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { useSession } from '../../app/session.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import type { AlertFilters } from '../filters.ts'
import { alertCountsQuery } from '../queries.ts'
import { consequenceOf, mostInOneGo, type BulkVerb } from './bulk.ts'
import type { Selection } from './use-selection.ts'

export interface BulkAskProps {
  filters: AlertFilters
  selection: Selection
  rows: readonly Alert[]
  asking: BulkVerb | undefined
  onAsk: (verb: BulkVerb | undefined) => void
  onRun: (verb: BulkVerb) => void
}

/** What reaches further than the eye, or is final for many, is asked once, with what it does in numbers. */
export function BulkAsk(props: BulkAskProps) {
  const { t } = useText()
  const { selection, rows, asking, onAsk, onRun } = props
  const [close, verb] = [() => onAsk(undefined), asking ?? 'acknowledge']
  const allTitle = useTitleForAll(props.filters, verb)
  const count = selection.all ? 0 : rows.filter((row) => selection.has(row.id) && row.status !== 'resolved').length
  return (
    <ConfirmDialog
      open={asking !== undefined}
      onClose={close}
      title={selection.all ? allTitle : t('alertwork:bulk.askSelected', { count })}
      action={t(`alerts:action.${verb}`)}
      isDestructive={false}
      onConfirm={() => (close(), onRun(verb))}
    >
      {selection.all ? <ForAll filters={props.filters} verb={verb} /> : <ForSelected {...props} />}
    </ConfirmDialog>
  )
}

function useTitleForAll(filters: AlertFilters, verb: BulkVerb): string {
  const { t } = useText()
  const number = useMatching(filters, verb === 'acknowledge' ? 'triggered' : tabOf(filters))
  return t(`alertwork:bulk.ask.${verb}`, { number: number ?? '…' })
}

type CountedTab = 'open' | 'triggered' | 'acknowledged'

const tabOf = ({ status = 'open' }: AlertFilters): CountedTab =>
  status === 'triggered' || status === 'acknowledged' ? status : 'open'

/** How many match, as it is shown; counted to 1,000. */
export function useMatching(filters: AlertFilters, tab: CountedTab = tabOf(filters)): string | undefined {
  const { language } = useText()
  const { data }: { data?: AlertCounts | undefined } = useQuery(alertCountsQuery(filters))
  return data && `${formatNumber(data[tab].count, language)}${data[tab].more ? '+' : ''}`
}

function ForAll({ filters, verb }: { filters: AlertFilters; verb: BulkVerb }) {
  const { t, language } = useText()
  const unanswered = useMatching(filters, 'triggered')
  const mayPage = verb === 'resolve' && tabOf(filters) !== 'acknowledged' && unanswered !== undefined
  return (
    <>
      {mayPage && <p>{t('alertwork:bulk.unanswered', { number: unanswered })}</p>}
      <p>{t(`alertwork:bulk.askText.${verb}`, { number: formatNumber(mostInOneGo, language) })}</p>
    </>
  )
}

function ForSelected({ selection, rows }: BulkAskProps) {
  const { t, language } = useText()
  const me = useSession()?.user.key
  const chosen = rows.filter((row) => selection.has(row.id))
  const { escalating, heldByOthers, holders } = consequenceOf(chosen, me)
  return (
    <ul className="flex flex-col gap-1">
      {escalating > 0 && <li>{t('alertwork:bulk.stops', { count: escalating })}</li>}
      {heldByOthers > 0 && (
        <li>{t('alertwork:bulk.withOthers', { count: heldByOthers, names: formatNames(holders, language) })}</li>
      )}
      <li>{t('alertwork:bulk.final')}</li>
    </ul>
  )
}
