import { useText } from '../../app/i18n.ts'
import { PasswordInput } from '../../auth/password-input.tsx'
import { Field, Input, Select } from '../../ui/field.tsx'
import type { MailFormState } from './use-mail-form.ts'
import { securities, withSecurity } from './values.ts'

interface MailFieldsProps {
  form: MailFormState
  /** There is a password, which nobody is shown. */
  isKept: boolean
  disabled: boolean
}

export function MailFields({ form, isKept, disabled }: MailFieldsProps) {
  const { t } = useText()
  return (
    <fieldset disabled={disabled} className="grid min-w-0 max-w-2xl gap-4 sm:grid-cols-6">
      <legend className="sr-only">{t('settings:mail.title')}</legend>
      <Field label={t('settings:mail.host')} error={form.faults.host} className="sm:col-span-3">
        {(control) => <Input {...control} {...form.bind('host')} autoCapitalize="none" spellCheck={false} />}
      </Field>
      <SecurityField form={form} />
      <Field label={t('settings:mail.port')} error={form.faults.port} className="sm:col-span-1">
        {(control) => <Input {...control} {...form.bind('port')} inputMode="numeric" />}
      </Field>
      <Field label={t('settings:mail.user')} error={form.faults.user} optional className="sm:col-span-3">
        {(control) => <Input {...control} {...form.bind('user')} autoComplete="off" autoCapitalize="none" />}
      </Field>
      <Field
        label={t('settings:mail.password')}
        hint={t(isKept ? 'settings:mail.passwordKept' : 'settings:mail.passwordHint')}
        error={form.faults.password}
        optional
        className="sm:col-span-3"
      >
        {(control) => <PasswordInput {...control} {...form.bind('password')} autoComplete="new-password" />}
      </Field>
      <Field
        label={t('settings:mail.from')}
        hint={t('settings:mail.fromHint')}
        error={form.faults.from}
        className="sm:col-span-3"
      >
        {(control) => <Input {...control} {...form.bind('from')} type="email" autoComplete="off" />}
      </Field>
      <Field label={t('settings:mail.fromName')} error={form.faults.fromName} optional className="sm:col-span-3">
        {(control) => <Input {...control} {...form.bind('fromName')} autoComplete="off" />}
      </Field>
    </fieldset>
  )
}

function SecurityField({ form }: { form: MailFormState }) {
  const { t } = useText()
  const choose = (security: string) => {
    const { port } = withSecurity(form.values, security)
    form.set('security', security)
    form.set('port', port)
  }
  return (
    <Field label={t('settings:mail.security')} error={form.faults.security} className="sm:col-span-2">
      {(control) => (
        <Select
          {...control}
          name="security"
          value={form.values.security}
          onChange={(event) => choose(event.target.value)}
        >
          {securities.map((security) => (
            <option key={security} value={security}>
              {t(`settings:mail.securities.${security}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
