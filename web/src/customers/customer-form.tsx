import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { itemQuery, type ItemOf, type Stored } from '../api/items.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { GroupingFields } from '../setup/grouping-fields.tsx'
import { BackLink, FieldGroup } from '../setup/page-parts.tsx'
import { ItemFormFrame, ManagedNotice, NameAndKey, TextField } from '../setup/parts.tsx'
import { RemoveButton } from '../setup/remove-button.tsx'
import { useItemForm, type Faults, type ItemForm } from '../setup/use-item-form.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { CustomersIcon } from '../ui/icons.ts'
import { leaveSaved } from '../ui/leave-guard.tsx'
import { LoadFailed, Notice } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { showToast } from '../ui/toast.tsx'
import { HoursFields } from './hours-fields.tsx'
import { openAlertsQuery, type Customer } from './queries.ts'

export function NewCustomerPage() {
  const { t } = useText()
  const navigate = useNavigate()
  const mayEdit = useMay('config.write')
  const form = useItemForm({
    noun: 'customers',
    stored: undefined,
    initial: { name: '', key: '' },
    check: ({ name }): Faults => (name?.trim() ? {} : { name: t('common:field.required') }),
    onSaved: ({ item }) => leaveSaved(() => void navigate({ to: '/customers/$key', params: { key: item.key } })),
  })
  if (!mayEdit)
    return (
      <EmptyState isPage icon={CustomersIcon} title={t('setup:forbidden.title')} text={t('setup:forbidden.text')} />
    )
  return (
    <>
      <BackLink to="/customers">{t('customers:title')}</BackLink>
      <PageHeader title={t('customers:add')} intro={t('customers:addIntro')} />
      <div className="px-4 md:px-6">
        <ItemFormFrame form={form} saveLabel={t('customers:save')}>
          <CustomerFields form={form} />
        </ItemFormFrame>
      </div>
    </>
  )
}

function CustomerFields({ form }: { form: ItemForm<'customers'> }) {
  const { t } = useText()
  const { draft, faults, set } = form
  return (
    <>
      <NameAndKey name={draft.name} itemKey={draft.key} isNew={form.isNew} faults={faults} onChange={set} />
      <TextField
        label={t('customers:column.tier')}
        hint={t('customers:tierHint')}
        optional
        className="max-w-80"
        value={draft.tier}
        error={faults['tier']}
        onChange={(tier) => set({ tier: tier || undefined })}
      />
      <FieldGroup title={t('customers:hours')} hint={t('customers:hoursHint')}>
        <HoursFields value={draft.supportHours} faults={faults} onChange={(supportHours) => set({ supportHours })} />
      </FieldGroup>
      <FieldGroup title={t('setup:grouping.title')} hint={t('customers:groupingHint')}>
        <GroupingFields value={draft.grouping} faults={faults} onChange={(grouping) => set({ grouping })} />
      </FieldGroup>
    </>
  )
}

export function CustomerSettings({ customer }: { customer: Customer }) {
  const { t } = useText()
  const mayEdit = useMay('config.write')
  const { data, error, refetch } = useQuery(itemQuery('customers', customer.key))
  if (error && !data) return <LoadFailed error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={4} />
  return (
    <>
      <ManagedNotice managed={mayEdit && data.managed} />
      {!mayEdit && (
        <Notice tone="info" className="mb-4 max-w-3xl">
          {t('setup:readOnly')}
        </Notice>
      )}
      <fieldset disabled={!mayEdit} className="contents">
        <EditForm key={customer.id} stored={data} />
      </fieldset>
      {mayEdit && <Removal customer={customer} />}
    </>
  )
}

function EditForm({ stored }: { stored: Stored<ItemOf<'customers'>> }) {
  const { t } = useText()
  const form = useItemForm({
    noun: 'customers',
    stored,
    initial: {},
    check: ({ name }): Faults => (name?.trim() ? {} : { name: t('common:field.required') }),
    onSaved: () => showToast(t('setup:saved')),
  })
  return (
    <ItemFormFrame form={form} watches={['tab']}>
      <CustomerFields form={form} />
    </ItemFormFrame>
  )
}

function Removal({ customer }: { customer: Customer }) {
  const { t } = useText()
  const navigate = useNavigate()
  const { data: alerts } = useQuery(openAlertsQuery({ customer: customer.key }))
  const open = alerts?.items.length ?? 0
  return (
    <Section title={t('setup:remove.action')} className="mt-6 max-w-3xl">
      <RemoveButton
        noun="customers"
        itemKey={customer.key}
        name={customer.name}
        consequence={
          <>
            <p>{t('customers:removeText')}</p>
            {open > 0 && <p className="mt-2">{t('sources:danger.openStay', { count: open })}</p>}
          </>
        }
        onRemoved={() => void navigate({ to: '/customers' })}
      />
    </Section>
  )
}
