import { useNavigate, useSearch } from '@tanstack/react-router'
import { useId, useMemo, useState } from 'react'
import { api, ApiError } from '../api/client.ts'
import { useForm, type Faults } from '../app/form.ts'
import { asLanguage, languages, switchLanguage, useText } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { sessionQuery } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { Field, Input, Select } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { showToast } from '../ui/toast.tsx'
import { AuthPage } from './auth-page.tsx'
import { DemoDoor } from './demo-door.tsx'
import { PasswordInput } from './password-input.tsx'
import { isZone, knownZones, looksLikeEmail, minPasswordLength } from './values.ts'

type Values = Record<'code' | 'name' | 'email' | 'password' | 'organization' | 'timezone' | 'language', string>

/** The first visit: who has the code from the server's output becomes the owner. */
export function SetupPage() {
  const { t } = useText()
  const form = useSetupForm()
  const navigate = useNavigate()
  const lookAround = async () => {
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
    await navigate({ to: '/alerts', replace: true })
  }
  return (
    <AuthPage title={t('auth:setup.title')} intro={t('auth:setup.intro')}>
      <DemoDoor onEntered={lookAround} />
      <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
        <Field label={t('auth:setup.code')} hint={t('auth:setup.codeHint')} error={form.faults.code}>
          {(control) => (
            <Input
              {...control}
              {...form.bind('code')}
              className="font-mono"
              autoComplete="one-time-code"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
            />
          )}
        </Field>
        <YouFields form={form} />
        <CompanyFields form={form} />
        {form.problem && <Notice tone="problem">{form.problem}</Notice>}
        <Button type="submit" look="primary" size="large" busy={form.busy}>
          {t('auth:setup.submit')}
        </Button>
      </form>
    </AuthPage>
  )
}

function useSetupForm() {
  const { t, language } = useText()
  const { code } = useSearch({ from: '/setup' })
  const navigate = useNavigate()
  const timezone = useMemo(() => Intl.DateTimeFormat().resolvedOptions().timeZone, [])
  const [initial] = useState<Values>({
    code: code ?? '',
    name: '',
    email: '',
    password: '',
    organization: '',
    timezone,
    language,
  })
  const form = useForm<Values, unknown>({
    initial,
    check: (values) => {
      const faults: Faults<Values> = {}
      for (const name of ['code', 'name', 'organization'] as const)
        if (!values[name].trim()) faults[name] = form.required
      if (!looksLikeEmail(values.email)) faults.email = t('common:field.email')
      if (values.password.length < minPasswordLength)
        faults.password = t('common:field.passwordShort', { count: minPasswordLength })
      if (!isZone(values.timezone)) faults.timezone = t('common:field.timezone')
      return faults
    },
    send: (values) => send(values, t('errors:code.wrong_code')),
    done: async (_answer, values) => {
      await switchLanguage(asLanguage(values.language))
      const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
      if (!session) showToast(t('auth:setup.done'))
      await navigate({ to: session ? '/welcome' : '/sign-in', replace: true })
    },
  })
  return form
}

/** A wrong code belongs to its field, wherever the server puts it. */
async function send(values: Values, wrongCode: string): Promise<unknown> {
  try {
    return await api.post('/setup', { ...values, code: values.code.trim(), email: values.email.trim() })
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'wrong_code') throw error
    throw new ApiError(error.status, error.code, error.message, error.detail, [
      { field: 'code', code: error.code, message: wrongCode },
    ])
  }
}

type Form = ReturnType<typeof useSetupForm>

function YouFields({ form }: { form: Form }) {
  const { t } = useText()
  return (
    <fieldset className="flex flex-col gap-4 border-t border-line pt-4">
      <legend className="sr-only">{t('auth:setup.you')}</legend>
      <Field label={t('auth:setup.name')} error={form.faults.name}>
        {(control) => <Input {...control} {...form.bind('name')} autoComplete="name" />}
      </Field>
      <Field label={t('auth:setup.email')} error={form.faults.email}>
        {(control) => <Input {...control} {...form.bind('email')} type="email" autoComplete="username" />}
      </Field>
      <Field
        label={t('auth:setup.password')}
        hint={t('auth:setup.passwordHint', { count: minPasswordLength })}
        error={form.faults.password}
      >
        {(control) => <PasswordInput {...control} {...form.bind('password')} autoComplete="new-password" />}
      </Field>
    </fieldset>
  )
}

function CompanyFields({ form }: { form: Form }) {
  const { t } = useText()
  const zones = useMemo(() => knownZones(), [])
  const zonesId = useId()
  return (
    <fieldset className="flex flex-col gap-4 border-t border-line pt-4">
      <legend className="sr-only">{t('auth:setup.company')}</legend>
      <Field label={t('auth:setup.organization')} error={form.faults.organization}>
        {(control) => <Input {...control} {...form.bind('organization')} autoComplete="organization" />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t('auth:setup.timezone')} hint={t('auth:setup.timezoneHint')} error={form.faults.timezone}>
          {(control) => (
            <>
              <Input {...control} {...form.bind('timezone')} list={zonesId} autoCapitalize="none" />
              <datalist id={zonesId}>
                {zones.map((zone) => (
                  <option key={zone} value={zone}>
                    {zone}
                  </option>
                ))}
              </datalist>
            </>
          )}
        </Field>
        <Field label={t('auth:setup.language')} hint={t('auth:setup.languageHint')} error={form.faults.language}>
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
    </fieldset>
  )
}
