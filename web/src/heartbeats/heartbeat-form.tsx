import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { itemQuery, type ItemOf, type Stored } from '../api/items.ts'
import type { Heartbeat } from '../api/types.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { KeysSection } from '../keys/keys-section.tsx'
import { BackLink } from '../setup/page-parts.tsx'
import { ItemFormFrame, ManagedNotice, NameAndKey } from '../setup/parts.tsx'
import { RemoveButton } from '../setup/remove-button.tsx'
import { useItemForm, type Faults, type ItemForm } from '../setup/use-item-form.ts'
import { sourcesQuery } from '../sources/queries.ts'
import { Combobox } from '../ui/combobox/combobox.tsx'
import { DurationInput } from '../ui/duration-input.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Field } from '../ui/field.tsx'
import { HeartbeatsIcon } from '../ui/icons.ts'
import { leaveSaved } from '../ui/leave-guard.tsx'
import { LoadFailed, Notice } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { showToast } from '../ui/toast.tsx'

export function NewHeartbeatPage() {
  const { t } = useText()
  const navigate = useNavigate()
  const mayEdit = useMay('config.write')
  const form = useItemForm({
    noun: 'heartbeats',
    stored: undefined,
    initial: { name: '', key: '', every: '1d', grace: '1h' },
    check: useCheck(),
    onSaved: ({ item }) => leaveSaved(() => void navigate({ to: '/heartbeats/$key', params: { key: item.key } })),
  })
  if (!mayEdit)
    return (
      <EmptyState isPage icon={HeartbeatsIcon} title={t('setup:forbidden.title')} text={t('setup:forbidden.text')} />
    )
  return (
    <>
      <BackLink to="/heartbeats">{t('heartbeats:title')}</BackLink>
      <PageHeader title={t('heartbeats:add')} intro={t('heartbeats:addIntro')} />
      <div className="px-4 md:px-6">
        <ItemFormFrame form={form} saveLabel={t('heartbeats:save')}>
          <HeartbeatFields form={form} />
        </ItemFormFrame>
      </div>
    </>
  )
}

function useCheck() {
  const { t } = useText()
  return ({ name, source }: { name?: string | undefined; source?: string | undefined }): Faults => ({
    ...(name?.trim() ? {} : { name: t('common:field.required') }),
    ...(source ? {} : { source: t('heartbeats:sourceMissing') }),
  })
}

function HeartbeatFields({ form }: { form: ItemForm<'heartbeats'> }) {
  const { t } = useText()
  const { draft, faults, set } = form
  const { data } = useQuery(sourcesQuery)
  const sources = (data?.items ?? [])
    .filter(({ builtIn }) => !builtIn)
    .map(({ key, name }) => ({ value: key, label: name, hint: name === key ? undefined : key }))
  return (
    <>
      <NameAndKey name={draft.name} itemKey={draft.key} isNew={form.isNew} faults={faults} onChange={set} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('heartbeats:form.every')} hint={t('heartbeats:form.everyHint')} error={faults['every']}>
          {(control) => <DurationInput {...control} value={draft.every ?? ''} onChange={(every) => set({ every })} />}
        </Field>
        <Field label={t('heartbeats:form.grace')} hint={t('heartbeats:form.graceHint')} error={faults['grace']}>
          {(control) => <DurationInput {...control} value={draft.grace ?? ''} onChange={(grace) => set({ grace })} />}
        </Field>
      </div>
      <Field label={t('heartbeats:source')} hint={t('heartbeats:form.sourceHint')} error={faults['source']}>
        {(control) => (
          <Combobox
            {...control}
            label={t('heartbeats:source')}
            value={draft.source}
            options={sources}
            onChange={(source) => set({ source })}
          />
        )}
      </Field>
    </>
  )
}

export function HeartbeatSettings({ heartbeat }: { heartbeat: Heartbeat }) {
  const { t } = useText()
  const mayRotate = useMay('heartbeats.write')
  const mayEdit = useMay('config.write')
  const { data, error, refetch } = useQuery(itemQuery('heartbeats', heartbeat.key))
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
        <EditForm key={heartbeat.id} stored={data} />
      </fieldset>
      {mayRotate && <KeysSection holder={{ noun: 'heartbeats', key: heartbeat.key }} isManaged={data.managed} />}
      {mayEdit && <Removal heartbeat={heartbeat} />}
    </>
  )
}

function EditForm({ stored }: { stored: Stored<ItemOf<'heartbeats'>> }) {
  const { t } = useText()
  const form = useItemForm({
    noun: 'heartbeats',
    stored,
    initial: {},
    check: ({ source }): Faults => (source ? {} : { source: t('heartbeats:sourceMissing') }),
    onSaved: () => showToast(t('setup:saved')),
  })
  return (
    <ItemFormFrame form={form} watches={['tab']}>
      <HeartbeatFields form={form} />
    </ItemFormFrame>
  )
}

function Removal({ heartbeat }: { heartbeat: Heartbeat }) {
  const { t } = useText()
  const navigate = useNavigate()
  return (
    <Section title={t('setup:remove.action')} className="mt-6 max-w-3xl">
      <RemoveButton
        noun="heartbeats"
        itemKey={heartbeat.key}
        name={heartbeat.name}
        consequence={
          <>
            <p>{t('heartbeats:removeText')}</p>
            {heartbeat.alertNumber !== null && (
              <p className="mt-2">{t('heartbeats:removeAlert', { number: heartbeat.alertNumber })}</p>
            )}
          </>
        }
        onRemoved={() => void navigate({ to: '/heartbeats' })}
      />
    </Section>
  )
}
