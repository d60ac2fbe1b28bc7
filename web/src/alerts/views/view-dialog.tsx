import { useState } from 'react'
import type { SavedView } from '../../../../contract/alert-list.ts'
import { api } from '../../api/client.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useForm } from '../../app/form.ts'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { CheckBox } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { showToast } from '../../ui/toast.tsx'
import type { AlertFilters } from '../filters.ts'
import { readViewsAgain } from './queries.ts'

interface ViewDialogProps {
  view: SavedView | 'new'
  filters: AlertFilters
  onClose: () => void
}

/** Saves what is looked at under a name, or changes or removes what was saved. */
export default function ViewDialog({ view, filters, onClose }: ViewDialogProps) {
  const { t } = useText()
  const mayShare = useMay('alerts.answer')
  const before = view === 'new' ? undefined : view
  const [shared, setShared] = useState(before?.shared ?? false)
  const [isDefault, setDefault] = useState(before?.isDefault ?? false)
  const form = useForm({
    initial: { name: before?.name ?? '' },
    check: ({ name }): { name?: string } => (name.trim() ? {} : { name: form.required }),
    send: ({ name }) => {
      const values = { name: name.trim(), shared, isDefault }
      return before ? api.patch(`/alert-views/${before.id}`, values) : api.post('/alert-views', { ...values, filters })
    },
    done: async (_result, { name }) => {
      await readViewsAgain()
      onClose()
      showToast(t('alertwork:views.saved', { name: name.trim() }))
    },
  })
  return (
    <Dialog open onClose={onClose} title={t(before ? 'alertwork:views.edit' : 'alertwork:views.save')}>
      <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
        <Field label={t('alertwork:views.name')} error={form.faults.name}>
          {(control) => <Input {...control} {...form.bind('name')} maxLength={60} />}
        </Field>
        {mayShare && (
          <CheckBox
            label={t('alertwork:views.share')}
            hint={t('alertwork:views.shareHint')}
            checked={shared}
            onChange={setShared}
          />
        )}
        <CheckBox
          label={t('alertwork:views.default')}
          hint={t('alertwork:views.defaultHint')}
          checked={isDefault}
          onChange={setDefault}
        />
        {form.problem && <Notice tone="problem">{form.problem}</Notice>}
        <div className="flex justify-end gap-2">
          {before && <Remove view={before} onClose={onClose} />}
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button type="submit" look="primary" busy={form.busy}>
            {t('alertwork:views.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Asks by pressing again: what is lost is a name and its filters. */
function Remove({ view, onClose }: { view: SavedView; onClose: () => void }) {
  const { t } = useText()
  const errorText = useErrorText()
  const [isAsked, setAsked] = useState(false)
  const remove = () =>
    void api
      .delete(`/alert-views/${view.id}`)
      .then(async () => {
        await readViewsAgain()
        onClose()
        showToast(t('alertwork:views.removed', { name: view.name }))
      })
      .catch((error: unknown) => showToast(errorText(error), { tone: 'problem' }))
  return (
    <Button look="danger" className="mr-auto" onClick={() => (isAsked ? remove() : setAsked(true))}>
      {t(
        isAsked
          ? view.shared
            ? 'alertwork:views.removeShared'
            : 'alertwork:views.removeSure'
          : 'alertwork:views.remove',
      )}
    </Button>
  )
}
