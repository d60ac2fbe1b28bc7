import { languages, useText } from '../../app/i18n.ts'
import { Field, Input, Select } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'
import { ZoneInput } from '../../ui/zone-input.tsx'
import type { OrganizationFormState } from './use-organization-form.ts'

export function NameFields({ form }: { form: OrganizationFormState }) {
  const { t } = useText()
  return (
    <Section title={t('settings:organization.who')}>
      <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
        <Field label={t('settings:organization.nameLabel')} error={form.faults.name} className="sm:col-span-2">
          {(control) => <Input {...control} {...form.bind('name')} autoComplete="organization" />}
        </Field>
        <Field
          label={t('settings:organization.timezone')}
          hint={t('settings:organization.timezoneHint')}
          error={form.faults.timezone}
        >
          {(control) => (
            <ZoneInput
              {...control}
              label={t('settings:organization.timezone')}
              value={form.values.timezone}
              onChange={(zone) => form.set('timezone', zone)}
            />
          )}
        </Field>
        <Field
          label={t('settings:organization.language')}
          hint={t('settings:organization.languageHint')}
          error={form.faults.language}
        >
          {(control) => (
            <Select {...control} {...form.bind('language')}>
              {languages.map((code) => (
                <option key={code} value={code}>
                  {t(`common:language.${code}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </Section>
  )
}
