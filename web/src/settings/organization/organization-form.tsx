import { useEffect, useEffectEvent, useState } from 'react'
import type { Stored } from '../../api/items.ts'
import type { OrganizationConfig } from '../../../../contract/config/organization.ts'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { FormFooter } from '../../ui/form-footer.tsx'
import { FallbackField } from './fallback-field.tsx'
import { LimitsFields } from './limits-fields.tsx'
import { NameFields } from './name-fields.tsx'
import { SecondFactorFields } from './second-factor-fields.tsx'
import { SelfTestFields } from './self-test-fields.tsx'
import { useOrganizationForm } from './use-organization-form.ts'
import { valuesOf } from './values.ts'

interface OrganizationFormProps {
  stored: Stored<OrganizationConfig>
}

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
        <SecondFactorFields form={form} wasOn={base.item.requireSecondFactor === true} />
        <SelfTestFields form={form} />
        <LimitsFields form={form} />
      </fieldset>
      {mayWrite && <FormFooter dirty={isDirty} busy={form.busy} problem={form.problem} onDiscard={form.reset} />}
    </form>
  )
}
