import { useQuery } from '@tanstack/react-query'
import { itemQuery, type ItemOf, type Stored } from '../../api/items.ts'
import type { SourceDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { KeysSection } from '../../keys/keys-section.tsx'
import { ItemFormFrame, ManagedNotice } from '../../setup/parts.tsx'
import { useItemForm, type Faults } from '../../setup/use-item-form.ts'
import { LoadFailed, Notice } from '../../ui/notice.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { showToast } from '../../ui/toast.tsx'
import { SourceFields } from '../form/source-fields.tsx'
import { typeFaults } from '../form/type-faults.ts'
import { Dangers } from './dangers.tsx'

/** Everything that is set up of a source but its rules. */
export function SettingsTab({ source }: { source: SourceDetail }) {
  const { t } = useText()
  const mayEdit = useMay('config.write')
  const { data, error, refetch } = useQuery(itemQuery('sources', source.key))
  if (error && !data) return <LoadFailed error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={6} />
  return (
    <>
      <ManagedNotice managed={mayEdit && data.managed} />
      {!mayEdit && (
        <Notice tone="info" className="mb-4 max-w-3xl">
          {t('setup:readOnly')}
        </Notice>
      )}
      <fieldset disabled={!mayEdit} className="contents">
        <SettingsForm key={source.id} stored={data} />
      </fieldset>
      {source.integrationKey && <KeysSection holder={{ noun: 'sources', key: source.key }} isManaged={data.managed} />}
      {mayEdit && <Dangers source={source} stored={data} />}
    </>
  )
}

function SettingsForm({ stored }: { stored: Stored<ItemOf<'sources'>> }) {
  const { t } = useText()
  const form = useItemForm({
    noun: 'sources',
    stored,
    initial: {},
    check: (draft): Faults => ({
      ...(draft.escalationPolicy ? {} : { escalationPolicy: t('sources:form.policyMissing') }),
      ...typeFaults(draft, t),
    }),
    onSaved: () => showToast(t('setup:saved')),
  })
  return (
    <ItemFormFrame form={form} watches={['tab']}>
      <SourceFields form={form} />
    </ItemFormFrame>
  )
}
