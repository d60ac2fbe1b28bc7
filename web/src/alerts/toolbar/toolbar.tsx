import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useText } from '../../app/i18n.ts'
import { useCommands } from '../../app/commands.ts'
import { useMay } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { FilterIcon, SearchIcon, SelectIcon } from '../../ui/icons.ts'
import { tip } from '../../ui/tooltip.tsx'
import { withoutEmpty, type AlertFilters, type ChangeFilters } from '../filters.ts'
import { ViewMenu } from '../views/view-menu.tsx'
import type { Choosing } from '../list/use-selection.ts'
import { SearchBox } from './search-box.tsx'
import { TabLinks } from './tab-links.tsx'

const FilterSheet = lazy(() => import('./filter-sheet.tsx'))

/** Writes into the address; an open list stays told apart from the view that a person begins with. */
export function useChangeFilters(filters: AlertFilters): ChangeFilters {
  const navigate = useNavigate()
  return (values) =>
    void navigate({
      to: '/alerts',
      search: { customer: undefined, ...withoutEmpty({ status: 'open', ...filters, ...values }) },
      replace: true,
    })
}

export function Toolbar({ filters, choosing }: { filters: AlertFilters; choosing: Choosing }) {
  const { t } = useText()
  const change = useChangeFilters(filters)
  const [isSearching, setSearching] = useState(Boolean(filters.q))
  const [isFiltering, setFiltering] = useState(false)
  useCommands(t('shell:shortcuts.list'), [
    {
      id: 'list.filter',
      label: t('alertwork:filter.title'),
      keys: 'f',
      icon: FilterIcon,
      run: () => setFiltering(true),
    },
  ])
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2 max-md:w-full">
      <div className="flex min-w-0 gap-2 max-md:w-full">
        <TabLinks filters={filters} />
        <Button
          size="icon"
          className="md:hidden"
          aria-expanded={isSearching}
          aria-label={t('alerts:list.showSearch')}
          onClick={() => setSearching(!isSearching)}
        >
          <SearchIcon />
        </Button>
        <SelectButton choosing={choosing} />
      </div>
      <SearchBox value={filters.q ?? ''} onChange={(q) => change({ q: q || undefined })} isShownOnPhone={isSearching} />
      <div className={`flex gap-2 ${isSearching ? '' : 'max-md:hidden'}`}>
        <Button {...tip(t('alertwork:filter.title'), 'f')} onClick={() => setFiltering(true)}>
          <FilterIcon />
          {t('alertwork:filter.open')}
        </Button>
        <ViewMenu filters={filters} />
      </div>
      <Suspense>
        {isFiltering && <FilterSheet filters={filters} onChange={change} onClose={() => setFiltering(false)} />}
      </Suspense>
    </div>
  )
}

/** On a phone; at a desk each row has its box. */
function SelectButton({ choosing }: { choosing: Choosing }) {
  const { t } = useText()
  const may = useMay('alerts.answer')
  if (!may) return null
  return (
    <Button
      size="icon"
      className="md:hidden"
      aria-pressed={choosing.is}
      aria-label={t('alertwork:bulk.select')}
      onClick={() => choosing.set(!choosing.is)}
    >
      <SelectIcon />
    </Button>
  )
}
