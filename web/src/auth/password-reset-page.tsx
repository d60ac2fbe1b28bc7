import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { useForm, type Faults } from '../app/form.ts'
import { useText } from '../app/i18n.ts'
import { Button } from '../ui/button.tsx'
import { Field, Input } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { AuthPage } from './auth-page.tsx'
import { looksLikeEmail } from './values.ts'

export function PasswordResetPage() {
  const { t } = useText()
  const [sentTo, setSentTo] = useState<string>()
  const form = useForm({
    initial: { email: '' },
    check: ({ email }): Faults<{ email: string }> => (looksLikeEmail(email) ? {} : { email: t('common:field.email') }),
    send: ({ email }) => api.post('/password-reset', { email: email.trim() }),
    done: (_answer, { email }) => setSentTo(email.trim()),
  })
  return (
    <AuthPage title={t('auth:reset.title')} intro={sentTo ? undefined : t('auth:reset.intro')}>
      {sentTo ? (
        <Notice tone="info">{t('auth:reset.sent', { email: sentTo })}</Notice>
      ) : (
        <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
          {form.problem && <Notice tone="problem">{form.problem}</Notice>}
          <Field label={t('auth:reset.email')} error={form.faults.email}>
            {(control) => <Input {...control} {...form.bind('email')} type="email" autoComplete="username" autoFocus />}
          </Field>
          <Button type="submit" look="primary" size="large" busy={form.busy}>
            {t('auth:reset.submit')}
          </Button>
        </form>
      )}
      <Link to="/sign-in" className="mt-4 inline-block text-accent underline max-md:py-2">
        {t('auth:reset.back')}
      </Link>
    </AuthPage>
  )
}
