import { lazy, Suspense, useState } from 'react'
import type { SavedView } from '../../../../contract/alert-list.ts'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { ChevronDownIcon, ViewsIcon } from '../../ui/icons.ts'
import { Menu } from '../../ui/menu.tsx'
import type { AlertFilters } from '../filters.ts'
import { useCurrentView } from './queries.ts'

const ViewMenuItems = lazy(() => import('./view-menu-items.tsx'))
const ViewDialog = lazy(() => import('./view-dialog.tsx'))

/** Saved filters under names; the one that is looked at names the button. */
export function ViewMenu({ filters }: { filters: AlertFilters }) {
  const { t } = useText()
  const current = useCurrentView(filters)
  const [editing, setEditing] = useState<SavedView | 'new'>()
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button>
            <ViewsIcon />
            <span className="max-w-40 truncate">{current?.name ?? t('alertwork:views.title')}</span>
            <ChevronDownIcon />
          </Button>
        }
      >
        <ViewMenuItems filters={filters} current={current} onEdit={setEditing} />
      </Menu>
      <Suspense>
        {editing && <ViewDialog view={editing} filters={filters} onClose={() => setEditing(undefined)} />}
      </Suspense>
    </>
  )
}
