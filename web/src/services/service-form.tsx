import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { itemQuery, type ItemOf, type Stored } from '../api/items.ts'
import { useCustomerScope } from '../app/customer-scope.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { openAlertsQuery } from '../customers/queries.ts'
import { BackLink } from '../setup/page-parts.tsx'
import { ItemFormFrame, ManagedNotice, NameAndKey } from '../setup/parts.tsx'
import { useOptions } from '../setup/references.ts'
import { RemoveButton } from '../setup/remove-button.tsx'
import { useItemForm, type Faults, type ItemForm } from '../setup/use-item-form.ts'
import { Combobox } from '../ui/combobox/combobox.tsx'
import { MultiCombobox } from '../ui/combobox/multi-combobox.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field } from '../ui/field.tsx'
import { ServicesIcon } from '../ui/icons.ts'
import { leaveSaved } from '../ui/leave-guard.tsx'
import { LoadFailed, Notice } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'
import { Segments } from '../ui/segments.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { showToast } from '../ui/toast.tsx'
import { wouldCircle } from './graph.ts'
import { servicesQuery, type Service } from './queries.ts'

export function NewServicePage() {
  const { t } = useText()
  const navigate = useNavigate()
  const { customer } = useCustomerScope()
  const mayEdit = useMay('config.write')
  const { data: all = [] } = useQuery(servicesQuery)
  const form = useItemForm({
    noun: 'services',
    stored: undefined,
    initial: { name: '', key: '', customer, criticality: 'medium' },
    check: ({ name }): Faults => (name?.trim() ? {} : { name: t('common:field.required') }),
    onSaved: ({ item }) => leaveSaved(() => void navigate({ to: '/services/$key', params: { key: item.key } })),
  })
  if (!mayEdit)
    return <EmptyState isPage icon={ServicesIcon} title={t('setup:forbidden.title')} text={t('setup:forbidden.text')} />
  return (
    <>
      <BackLink to="/services">{t('services:title')}</BackLink>
      <PageHeader title={t('services:add')} intro={t('services:addIntro')} />
      <div className="px-4 md:px-6">
        <ItemFormFrame form={form} saveLabel={t('services:save')}>
          <ServiceFields form={form} all={all} />
        </ItemFormFrame>
      </div>
    </>
  )
}

const criticalities = ['high', 'medium', 'low'] as const

function ServiceFields({ form, all }: { form: ItemForm<'services'>; all: readonly Service[] }) {
  const { t } = useText()
  const { draft, faults, set } = form
  const customers = useOptions('customers')
  const refused = wouldCircle(all, draft.key ?? '')
  const offered = all.filter(({ key }) => !refused.has(key))
  return (
    <>
      <NameAndKey name={draft.name} itemKey={draft.key} isNew={form.isNew} faults={faults} onChange={set} />
      <Field label={t('services:column.customer')} optional error={faults['customer']} className="max-w-96">
        {(control) => (
          <Combobox
            {...control}
            isOptional
            label={t('services:column.customer')}
            value={draft.customer}
            options={customers}
            onChange={(customer) => set({ customer })}
          />
        )}
      </Field>
      <Segments
        label={t('services:column.criticality')}
        value={draft.criticality ?? 'medium'}
        options={criticalities.map((value) => ({ value, label: t(`services:criticality.${value}`) }))}
        onChange={(criticality) => set({ criticality })}
      />
      <Field label={t('services:standsOn')} optional hint={t('services:dependenciesHint')} error={faults['dependsOn']}>
        {(control) => (
          <MultiCombobox
            {...control}
            label={t('services:standsOn')}
            values={draft.dependsOn ?? []}
            options={offered.map(({ key, name, customerName }) => ({
              value: key,
              label: name,
              hint: customerName ?? undefined,
            }))}
            onChange={(keys) => set({ dependsOn: keys.length > 0 ? keys : undefined })}
          />
        )}
      </Field>
    </>
  )
}

export function ServiceSettings({ service, all }: { service: Service; all: readonly Service[] }) {
  const { t } = useText()
  const mayEdit = useMay('config.write')
  const { data, error, refetch } = useQuery(itemQuery('services', service.key))
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
        <EditForm key={service.id} stored={data} all={all} />
      </fieldset>
      {mayEdit && <Removal service={service} />}
    </>
  )
}

function EditForm({ stored, all }: { stored: Stored<ItemOf<'services'>>; all: readonly Service[] }) {
  const { t } = useText()
  const form = useItemForm({
    noun: 'services',
    stored,
    initial: {},
    check: ({ name }): Faults => (name?.trim() ? {} : { name: t('common:field.required') }),
    onSaved: () => showToast(t('setup:saved')),
  })
  return (
    <ItemFormFrame form={form} watches={['tab']}>
      <ServiceFields form={form} all={all} />
    </ItemFormFrame>
  )
}

function Removal({ service }: { service: Service }) {
  const { t } = useText()
  const navigate = useNavigate()
  const { data } = useQuery(openAlertsQuery({ service: service.key }))
  const open = data?.items.length ?? 0
  return (
    <Section title={t('setup:remove.action')} className="mt-6 max-w-3xl">
      <RemoveButton
        noun="services"
        itemKey={service.key}
        name={service.name}
        consequence={
          <>
            <p>{t('services:removeText')}</p>
            {open > 0 && <p className="mt-2">{t('sources:danger.openStay', { count: open })}</p>}
          </>
        }
        onRemoved={() => void navigate({ to: '/services' })}
      />
    </Section>
  )
}
