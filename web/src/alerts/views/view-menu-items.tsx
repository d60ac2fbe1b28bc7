import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { SavedView } from '../../../../contract/alert-list.ts'
import { api } from '../../api/client.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { CheckIcon, CreateIcon, NoteIcon, PinIcon } from '../../ui/icons.ts'
import { MenuItem, MenuLabel, MenuLine } from '../../ui/menu-body.tsx'
import { showToast } from '../../ui/toast.tsx'
import type { AlertFilters } from '../filters.ts'
import { filtersOf, readViewsAgain, viewsQuery } from './queries.ts'

interface ViewMenuItemsProps {
  filters: AlertFilters
  current: SavedView | undefined
  onEdit: (view: SavedView | 'new') => void
}

export default function ViewMenuItems({ current, onEdit }: ViewMenuItemsProps) {
  const { t } = useText()
  const { data } = useQuery(viewsQuery)
  const views = data?.items ?? []
  return (
    <>
      <Views label={t('alertwork:views.own')} views={views.filter((view) => !view.shared)} current={current} />
      <Views label={t('alertwork:views.shared')} views={views.filter((view) => view.shared)} current={current} />
      {data && views.length === 0 && <MenuLabel>{t('alertwork:views.none')}</MenuLabel>}
      <MenuLine />
      {current && <CurrentItems current={current} onEdit={onEdit} />}
      {!current && (
        <MenuItem onSelect={() => setTimeout(() => onEdit('new'))}>
          <CreateIcon />
          {t('alertwork:views.save')}
        </MenuItem>
      )}
    </>
  )
}

function Views({ label, views, current }: { label: string; views: SavedView[]; current: SavedView | undefined }) {
  const navigate = useNavigate()
  const { t } = useText()
  if (views.length === 0) return null
  return (
    <>
      <MenuLabel>{label}</MenuLabel>
      {views.map((view) => (
        <MenuItem key={view.id} onSelect={() => void navigate({ to: '/alerts', search: filtersOf(view) })}>
          <span className="flex size-4">{view.id === current?.id && <CheckIcon />}</span>
          <span className="max-w-64 truncate">{view.name}</span>
          {view.isDefault && <PinIcon className="ml-auto text-ink-faint" aria-label={t('alertwork:views.isDefault')} />}
        </MenuItem>
      ))}
    </>
  )
}

function CurrentItems({ current, onEdit }: { current: SavedView; onEdit: (view: SavedView) => void }) {
  const { t } = useText()
  const errorText = useErrorText()
  const begin = () =>
    void api
      .patch(`/alert-views/${current.id}`, { isDefault: !current.isDefault })
      .then(readViewsAgain)
      .catch((error: unknown) => showToast(errorText(error), { tone: 'problem' }))
  return (
    <>
      <MenuItem onSelect={begin}>
        <PinIcon />
        {t(current.isDefault ? 'alertwork:views.noDefault' : 'alertwork:views.makeDefault')}
      </MenuItem>
      {current.changeable && (
        <MenuItem onSelect={() => setTimeout(() => onEdit(current))}>
          <NoteIcon />
          {t('alertwork:views.edit')}
        </MenuItem>
      )}
    </>
  )
}
