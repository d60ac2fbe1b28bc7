import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { api, ApiError } from '../api/client.ts'
import { useForm, type Faults } from '../app/form.ts'
import { useText, withTexts } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { sessionQuery } from '../app/session.ts'
import { loadOffline } from '../offline/load.ts'
import { Button } from '../ui/button.tsx'
import { Field, Input } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { AuthPage } from './auth-page.tsx'
import { CodeStep } from './code-step.tsx'
import { DemoDoor } from './demo-door.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { PasswordInput } from './password-input.tsx'
import { looksLikeEmail, safeNext } from './values.ts'

/** Without the download (it never happened) the rest goes on. */
const Nothing = () => null
const LeftBehind = lazy(() =>
  withTexts(loadOffline())
    .then((offline): { default: typeof offline.LeftBehind | typeof Nothing } => ({ default: offline.LeftBehind }))
    .catch(() => ({ default: Nothing })),
)

type Values = Record<'email' | 'password', string>

export function SignInPage() {
  const { t } = useText()
  const { next } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  /** The password was right, and a code is needed as well. */
  const [given, setGiven] = useState<Values>()
  const enter = async () => {
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
    await navigate({ href: safeNext(next), replace: true })
  }
  if (given) {
    return (
      <AuthPage title={t('auth:code.title')} intro={t('auth:code.intro')}>
        <CodeStep given={given} onEntered={enter} onBack={() => setGiven(undefined)} />
      </AuthPage>
    )
  }
  return (
    <AuthPage title={t('auth:signIn.title')}>
      <Suspense>
        <LeftBehind />
      </Suspense>
      <DemoDoor onEntered={enter} />
      <PasswordForm onEntered={enter} onCodeNeeded={setGiven} />
    </AuthPage>
  )
}

interface PasswordFormProps {
  onEntered: () => Promise<void>
  onCodeNeeded: (given: Values) => void
}

function PasswordForm({ onEntered, onCodeNeeded }: PasswordFormProps) {
  const { t } = useText()
  const { ended } = useSearch({ from: '/sign-in' })
  const form = useForm<Values, 'entered' | 'code'>({
    initial: { email: '', password: '' },
    check: (values): Faults<Values> => ({
      ...(looksLikeEmail(values.email) ? {} : { email: t('common:field.email') }),
      ...(values.password ? {} : { password: t('common:field.required') }),
    }),
    send,
    done: (outcome, { email, password }) =>
      outcome === 'entered' ? onEntered() : onCodeNeeded({ email: email.trim(), password }),
  })
  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      {ended && !form.problem && <Notice tone="info">{t('auth:signIn.ended')}</Notice>}
      {form.problem && <Notice tone="problem">{form.problem}</Notice>}
      <Field label={t('auth:signIn.email')} error={form.faults.email}>
        {(control) => (
          <Input {...control} {...form.bind('email')} type="email" autoComplete="username webauthn" autoFocus />
        )}
      </Field>
      <Field label={t('auth:signIn.password')} error={form.faults.password}>
        {(control) => <PasswordInput {...control} {...form.bind('password')} autoComplete="current-password" />}
      </Field>
      <Button type="submit" look="primary" size="large" busy={form.busy}>
        {t('auth:signIn.submit')}
      </Button>
      <PasskeyButton onEntered={onEntered} />
      <Link to="/password-reset" className="self-start text-accent underline max-md:py-2">
        {t('auth:signIn.forgot')}
      </Link>
    </form>
  )
}

async function send({ email, password }: Values): Promise<'entered' | 'code'> {
  try {
    await api.post('/session', { email: email.trim(), password })
    return 'entered'
  } catch (error) {
    if (error instanceof ApiError && error.code === 'second_factor_needed') return 'code'
    throw error
  }
}
