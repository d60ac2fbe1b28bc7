import { api } from '../api/client.ts'
import type { Session } from '../api/types.ts'
import { useForm, type Faults } from '../app/form.ts'
import { asLanguage, languages, switchLanguage, useText } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { sessionQuery, useSession } from '../app/session.ts'
import { chooseTheme, themes, useTheme } from '../app/theme.ts'
import { FormFooter } from '../ui/form-footer.tsx'
import { Field, Input, Select } from '../ui/field.tsx'
import { Segments } from '../ui/segments.tsx'
import { showToast } from '../ui/toast.tsx'
import { ZoneInput } from '../ui/zone-input.tsx'

export function SettingsTab() {
  const session = useSession()
  return session && <SettingsForm key={JSON.stringify(session.user)} user={session.user} />
}

type Values = Record<'name' | 'language' | 'timezone', string>

function SettingsForm({ user: { name, email, language, timezone } }: { user: Session['user'] }) {
  const { t } = useText()
  const stored = { name, language, timezone }
  const form = useForm<Values, unknown>({
    initial: stored,
    check: (values): Faults<Values> => (values.name.trim() ? {} : { name: t('common:field.required') }),
    send: (values) => api.patch('/me', { ...values, name: values.name.trim() }),
    done: async (_, values) => {
      await switchLanguage(asLanguage(values.language))
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
      showToast(t('me:settings.saved'))
    },
  })
  const isDirty = JSON.stringify(form.values) !== JSON.stringify(stored)
  return (
    <form onSubmit={form.submit} noValidate className="px-4 pt-4 md:px-6">
      <div className="flex max-w-md flex-col gap-4">
        <Field label={t('me:settings.name')} hint={email} error={form.faults.name}>
          {(control) => <Input {...control} {...form.bind('name')} autoComplete="name" maxLength={100} />}
        </Field>
        <Field label={t('me:settings.language')} hint={t('me:settings.languageHint')}>
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
        <Field label={t('me:settings.timezone')} hint={t('me:settings.timezoneHint')} error={form.faults.timezone}>
          {(control) => (
            <ZoneInput
              {...control}
              label={t('me:settings.timezone')}
              value={form.values.timezone}
              onChange={(zone) => form.set('timezone', zone)}
            />
          )}
        </Field>
        <Theme />
      </div>
      <FormFooter dirty={isDirty} busy={form.busy} problem={form.problem} onDiscard={form.reset} watches={['tab']} />
    </form>
  )
}

/** Of this browser, at once: nothing that is saved. */
function Theme() {
  const { t } = useText()
  const theme = useTheme()
  const labels = {
    system: t('shell:account.themeSystem'),
    light: t('shell:account.themeLight'),
    dark: t('shell:account.themeDark'),
  }
  return (
    <div>
      <Segments
        label={t('shell:account.theme')}
        value={theme}
        options={themes.map((value) => ({ value, label: labels[value] }))}
        onChange={chooseTheme}
      />
      <p className="mt-1 text-small text-ink-faint">{t('me:settings.themeHint')}</p>
    </div>
  )
}
