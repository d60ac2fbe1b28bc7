import { useEffect, useEffectEvent, useState } from 'react'
import { saveSingle, singleQuery, type Saved, type Stored } from '../../api/items.ts'
import type { OrganizationConfig } from '../../../../contract/config/organization.ts'
import { useForm, type Faults } from '../../app/form.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient } from '../../app/query.ts'
import { sessionQuery, useMay } from '../../app/session.ts'
import { FormFooter } from '../../ui/form-footer.tsx'
import { showToast } from '../../ui/toast.tsx'
import { FallbackField } from './fallback-field.tsx'
import { LimitsFields } from './limits-fields.tsx'
import { NameFields } from './name-fields.tsx'
import { SelfTestFields } from './self-test-fields.tsx'
import { itemOf, valuesOf, type OrganizationValues } from './values.ts'

interface OrganizationFormProps {
  stored: Stored<OrganizationConfig>
}

export type OrganizationFormState = ReturnType<typeof useOrganizationForm>

export function OrganizationForm({ stored }: OrganizationFormProps) {
  const { t } = useText()
  const mayWrite = useMay('config.write')
  const [base, setBase] = useState(stored)
  const form = useOrganizationForm(base, setBase)
  const isDirty = JSON.stringify(form.values) !== JSON.stringify(valuesOf(base.item))
  // What somebody else saved is taken over as long as nothing typed here would be lost.
  if (!isDirty && base.revision !== stored.revision) setBase(stored)
  const showBase = useEffectEvent(() => form.reset())
  useEffect(() => showBase(), [base])
  return (
    <form onSubmit={form.submit} noValidate>
      <fieldset disabled={!mayWrite} className="min-w-0">
        <legend className="sr-only">{t('settings:section.organization.name')}</legend>
        <NameFields form={form} />
        <FallbackField form={form} />
        <SelfTestFields form={form} />
        <LimitsFields form={form} />
      </fieldset>
      {mayWrite && <FormFooter dirty={isDirty} busy={form.busy} problem={form.problem} onDiscard={form.reset} />}
    </form>
  )
}

function useOrganizationForm(
  { item, revision }: Stored<OrganizationConfig>,
  onSaved: (saved: Stored<OrganizationConfig>) => void,
) {
  const { t } = useText()
  return useForm<OrganizationValues, Saved<OrganizationConfig>>({
    initial: valuesOf(item),
    check: (values) => {
      const faults: Faults<OrganizationValues> = {}
      if (!values.name.trim()) faults.name = t('common:field.required')
      if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(values['selfTest.at']))
        faults['selfTest.at'] = t('settings:selfTest.timeFault')
      return faults
    },
    send: (values) => saveSingle('organization', itemOf(values, item), { revision }),
    done: (saved) => {
      onSaved(saved)
      queryClient.setQueryData(singleQuery('organization').queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
      showToast(t('settings:saved'))
    },
  })
}
