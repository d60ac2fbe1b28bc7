import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { useViewer } from '../../app/session.ts'
import { formatMoment } from '../../app/format.ts'
import { Button, buttonStyle } from '../../ui/button.tsx'
import { CloseIcon } from '../../ui/icons.ts'
import { narrowingNames, type AlertFilters, type NarrowingName } from '../filters.ts'
import { useFilterNames } from './use-filter-names.ts'
import { useChangeFilters } from './toolbar.tsx'

/** What narrows the list, each taken away by one press. */
export function FilterChips({ filters }: { filters: AlertFilters }) {
  const { t } = useText()
  const change = useChangeFilters(filters)
  const wordsOf = useFilterWords(filters)
  const active = narrowingNames.filter((name) => filters[name] !== undefined)
  const { by, sort } = filters
  if (active.length === 0 && !by && !sort) return null
  return (
    <ul aria-label={t('alertwork:filter.active')} className="flex flex-wrap items-center gap-1.5 px-4 pb-2 md:px-6">
      {active.map((name) => (
        <Chip key={name} text={wordsOf(name)} onRemove={() => change({ [name]: undefined })} />
      ))}
      {by && <Chip text={t(`alertwork:filter.byChip.${by}`)} onRemove={() => change({ by: undefined })} />}
      {sort && !by && <Chip text={t(`alertwork:filter.sort.${sort}`)} onRemove={() => change({ sort: undefined })} />}
      {active.length > 1 && (
        <li>
          <Button
            look="ghost"
            size="small"
            onClick={() => change(Object.fromEntries(active.map((name) => [name, undefined])))}
          >
            {t('alertwork:filter.removeAll')}
          </Button>
        </li>
      )}
    </ul>
  )
}

function Chip({ text, onRemove }: { text: string; onRemove: () => void }) {
  const { t } = useText()
  return (
    <li>
      <button
        type="button"
        className={buttonStyle({ size: 'small' })}
        aria-label={t('alerts:list.removeFilter', { filter: text })}
        onClick={onRemove}
      >
        <span className="max-w-64 truncate">{text}</span>
        <CloseIcon aria-hidden />
      </button>
    </li>
  )
}

function useFilterWords(filters: AlertFilters): (name: NarrowingName) => string {
  const { t } = useText()
  const now = useNow(60_000)
  const viewer = useViewer()
  const names = useFilterNames(filters)
  return (name) => {
    const value = filters[name] ?? ''
    if (name === 'priority') return t(`alerts:priorityLong.${value as 'high' | 'low'}`)
    if (name === 'held') return t(`alertwork:filter.heldValue.${filters.held ?? 'true'}`)
    if (name === 'from' || name === 'to')
      return t(`alertwork:filter.${name}Chip`, { time: formatMoment(value, now, viewer) })
    if (name === 'assignee' && value === 'me') return t('alertwork:filter.mine')
    return t(`alertwork:filter.chip.${name}`, { value: names(name, value) })
  }
}
