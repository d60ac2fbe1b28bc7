import { useNavigate } from '@tanstack/react-router'
import { api } from '../api/client.ts'
import type { Alert } from '../api/types.ts'
import { useForm } from '../app/form.ts'
import { useText } from '../app/i18n.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, Input, Select, TextArea } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'

/** Creates an alert by hand; it pages like one of a source. */
export function CreateAlertDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useText()
  return (
    <Dialog open={open} onClose={onClose} title={t('alerts:create.title')}>
      <CreateForm onClose={onClose} />
    </Dialog>
  )
}

function CreateForm({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const navigate = useNavigate()
  const form = useForm({
    initial: { summary: '', priority: 'high', customer: '', escalationPolicy: '', details: '' },
    check: ({ summary }): { summary?: string } => (summary.trim() ? {} : { summary: form.required }),
    send: (values) =>
      api.post<Alert>('/alerts', Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))),
    done: (alert) => {
      onClose()
      showToast(t('alerts:create.done', { number: alert.number }))
      void queryClient.invalidateQueries({ queryKey: topicKey('alerts') })
      void navigate({ to: '/alerts/$id', params: { id: `${alert.number}` } })
    },
  })
  const priority = form.values.priority === 'low' ? 'low' : 'high'
  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      <p className="-mt-2 text-ink-soft">{t('alerts:create.intro')}</p>
      <Field label={t('alerts:create.summary')} hint={t('alerts:create.summaryHint')} error={form.faults.summary}>
        {(control) => <Input {...control} {...form.bind('summary')} maxLength={500} />}
      </Field>
      <Field
        label={t('alerts:create.priority')}
        hint={t(`alerts:create.priorityHint.${priority}`)}
        error={form.faults.priority}
      >
        {(control) => (
          <Select {...control} {...form.bind('priority')}>
            <option value="high">{t('alerts:priority.high')}</option>
            <option value="low">{t('alerts:priority.low')}</option>
          </Select>
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t('alerts:create.customer')}
          hint={t('alerts:create.customerHint')}
          error={form.faults.customer}
          optional
        >
          {(control) => <Input {...control} {...form.bind('customer')} className="font-mono" autoCapitalize="none" />}
        </Field>
        <Field
          label={t('alerts:create.policy')}
          hint={t('alerts:create.policyHint')}
          error={form.faults.escalationPolicy}
          optional
        >
          {(control) => (
            <Input {...control} {...form.bind('escalationPolicy')} className="font-mono" autoCapitalize="none" />
          )}
        </Field>
      </div>
      <Field label={t('alerts:create.details')} error={form.faults.details} optional>
        {(control) => <TextArea {...control} {...form.bind('details')} />}
      </Field>
      {form.problem && <Notice tone="problem">{form.problem}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        <Button type="submit" look="primary" busy={form.busy}>
          {t('alerts:create.submit')}
        </Button>
      </div>
    </form>
  )
}
