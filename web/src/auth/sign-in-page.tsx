import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../api/client.ts'
import { useForm, type Faults } from '../app/form.ts'
import { useText } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { sessionQuery } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { Field, Input } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { AuthPage } from './auth-page.tsx'
import { DemoDoor } from './demo-door.tsx'
import { PasswordInput } from './password-input.tsx'
import { looksLikeEmail, safeNext } from './values.ts'

type Values = Record<'email' | 'password', string>

export function SignInPage() {
  const { t } = useText()
  const { next, ended } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const enter = async () => {
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
    await navigate({ href: safeNext(next), replace: true })
  }
  const form = useForm<Values, unknown>({
    initial: { email: '', password: '' },
    check: (values): Faults<Values> => ({
      ...(looksLikeEmail(values.email) ? {} : { email: t('common:field.email') }),
      ...(values.password ? {} : { password: t('common:field.required') }),
    }),
    send: ({ email, password }) => api.post('/session', { email: email.trim(), password }),
    done: () => enter(),
  })
  return (
    <AuthPage title={t('auth:signIn.title')}>
      <DemoDoor onEntered={enter} />
      <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
        {ended && !form.problem && <Notice tone="info">{t('auth:signIn.ended')}</Notice>}
        {form.problem && <Notice tone="problem">{form.problem}</Notice>}
        <Field label={t('auth:signIn.email')} error={form.faults.email}>
          {(control) => <Input {...control} {...form.bind('email')} type="email" autoComplete="username" autoFocus />}
        </Field>
        <Field label={t('auth:signIn.password')} error={form.faults.password}>
          {(control) => <PasswordInput {...control} {...form.bind('password')} autoComplete="current-password" />}
        </Field>
        <Button type="submit" look="primary" size="large" busy={form.busy}>
          {t('auth:signIn.submit')}
        </Button>
        <Link to="/password-reset" className="self-start text-accent underline max-md:py-2">
          {t('auth:signIn.forgot')}
        </Link>
      </form>
    </AuthPage>
  )
}
