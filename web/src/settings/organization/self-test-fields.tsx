import { useText } from '../../app/i18n.ts'
import { CheckBox } from '../../ui/choice.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'
import type { OrganizationFormState } from './use-organization-form.ts'

export function SelfTestFields({ form }: { form: OrganizationFormState }) {
  const { t } = useText()
  const isOn = form.values.selfTest === 'on'
  return (
    <Section title={t('settings:selfTest.title')}>
      <p className="mb-3 max-w-2xl text-ink-soft">{t('settings:selfTest.text')}</p>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <CheckBox
          label={t('settings:selfTest.daily')}
          checked={isOn}
          onChange={(checked) => form.set('selfTest', checked ? 'on' : 'off')}
          className="py-1.5"
        />
        {isOn && (
          <Field label={t('settings:selfTest.at', { zone: form.values.timezone })} error={form.faults['selfTest.at']}>
            {(control) => <Input {...control} {...form.bind('selfTest.at')} type="time" className="w-32" />}
          </Field>
        )}
      </div>
    </Section>
  )
}
