import { useNavigate } from '@tanstack/react-router'
import { api } from '../api/client.ts'
import type { Alert, Named } from '../api/types.ts'
import { useForm } from '../app/form.ts'
import { useText } from '../app/i18n.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, Input, Select, TextArea } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { showToast } from '../ui/toast.tsx'
import { useChoices, type Choices, type ServiceName } from './choices.ts'

/** Creates an alert by hand; it pages like one of a source. */
export function CreateAlertDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useText()
  const choices = useChoices(open)
  return (
    <Dialog open={open} onClose={onClose} title={t('alertwork:create.title')}>
      {choices ? <CreateForm onClose={onClose} choices={choices} /> : <Skeleton className="h-96" />}
    </Dialog>
  )
}

function CreateForm({ onClose, choices }: { onClose: () => void; choices: Choices }) {
  const { policies, customers, services } = choices
  const { t } = useText()
  const navigate = useNavigate()
  const form = useForm({
    initial: {
      summary: '',
      priority: 'high',
      customer: '',
      service: '',
      escalationPolicy: policies[0]?.key ?? '',
      details: '',
    },
    check: ({ summary }): { summary?: string } => (summary.trim() ? {} : { summary: form.required }),
    send: (values) =>
      api.post<Alert>('/alerts', Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))),
    done: (alert) => {
      onClose()
      showToast(t('alertwork:create.done', { number: alert.number }))
      void queryClient.invalidateQueries({ queryKey: topicKey('alerts') })
      void navigate({ to: '/alerts/$id', params: { id: `${alert.number}` } })
    },
  })
  const isOfCustomer = (service: ServiceName) => !form.values.customer || service.customer === form.values.customer
  const priority = form.values.priority === 'low' ? 'low' : 'high'
  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      <p className="-mt-2 text-ink-soft">{t('alertwork:create.intro')}</p>
      <Field label={t('alertwork:create.summary')} hint={t('alertwork:create.summaryHint')} error={form.faults.summary}>
        {(control) => <Input {...control} {...form.bind('summary')} maxLength={1_024} autoFocus />}
      </Field>
      <Field
        label={t('alertwork:create.priority')}
        hint={t(`alertwork:create.priorityHint.${priority}`)}
        error={form.faults.priority}
      >
        {(control) => (
          <Select {...control} {...form.bind('priority')}>
            <option value="high">{t('alerts:priority.high')}</option>
            <option value="low">{t('alerts:priority.low')}</option>
          </Select>
        )}
      </Field>
      <Choice
        form={form}
        name="escalationPolicy"
        label={t('alertwork:create.policy')}
        none={t('alertwork:create.noPolicy')}
        hint={form.values.escalationPolicy ? t('alertwork:create.policyHint') : undefined}
        options={policies}
      />
      {!form.values.escalationPolicy && <Notice tone="caution">{t('alertwork:create.policyNone')}</Notice>}
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice
          form={form}
          name="customer"
          label={t('alertwork:create.customer')}
          none={t('alertwork:create.noCustomer')}
          options={customers}
        />
        <Choice
          form={form}
          name="service"
          label={t('alertwork:create.service')}
          none={t('alertwork:create.noService')}
          options={services.filter(isOfCustomer)}
        />
      </div>
      <Field label={t('alertwork:create.details')} error={form.faults.details} optional>
        {(control) => <TextArea {...control} {...form.bind('details')} />}
      </Field>
      {form.problem && <Notice tone="problem">{form.problem}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        <Button type="submit" look="primary" busy={form.busy}>
          {t('alertwork:create.submit')}
        </Button>
      </div>
    </form>
  )
}

interface ChoiceProps {
  form: {
    values: Record<string, string>
    faults: Record<string, string | undefined>
    set: (name: ChoiceName, value: string) => void
  }
  name: ChoiceName
  label: string
  none: string
  hint?: string | undefined
  options: Named[]
}

type ChoiceName = 'escalationPolicy' | 'customer' | 'service'

/** One of what is set up, or none. */
function Choice({ form, name, label, none, hint, options }: ChoiceProps) {
  return (
    <Field label={label} hint={hint} error={form.faults[name]}>
      {(control) => (
        <Select
          {...control}
          name={name}
          value={form.values[name]}
          onChange={(event) => form.set(name, event.target.value)}
        >
          <option value="">{none}</option>
          {options.map((option) => (
            <option key={option.key} value={option.key}>
              {option.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
