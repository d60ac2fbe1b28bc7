import { api } from '../../api/client.ts'
import { useForm, type Faults } from '../../app/form.ts'
import { useText } from '../../app/i18n.ts'
import { useSession } from '../../app/session.ts'
import { PasswordInput } from '../../auth/password-input.tsx'
import { minPasswordLength } from '../../auth/values.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { showToast } from '../../ui/toast.tsx'
import { readMeAgain } from '../queries.ts'

type Values = Record<'current' | 'password', string>

export function PasswordForm() {
  const { t } = useText()
  const session = useSession()
  const form = useForm<Values, unknown>({
    initial: { current: '', password: '' },
    check: ({ current, password }): Faults<Values> => ({
      ...(current ? {} : { current: t('common:field.required') }),
      ...(password.length < minPasswordLength && {
        password: t('common:field.passwordShort', { count: minPasswordLength }),
      }),
    }),
    send: (values) => api.put('/me/password', values),
    done: () => {
      form.reset()
      showToast(t('security:password.saved'))
      void readMeAgain()
    },
  })
  return (
    <Section title={t('security:password.title')}>
      <form onSubmit={form.submit} noValidate className="flex max-w-md flex-col gap-4">
        <input type="email" name="username" autoComplete="username" value={session?.user.email ?? ''} readOnly hidden />
        {form.problem && <Notice tone="problem">{form.problem}</Notice>}
        <Field label={t('security:password.current')} error={form.faults.current}>
          {(control) => <PasswordInput {...control} {...form.bind('current')} autoComplete="current-password" />}
        </Field>
        <Field
          label={t('security:password.next')}
          hint={t('auth:setup.passwordHint', { count: minPasswordLength })}
          error={form.faults.password}
        >
          {(control) => <PasswordInput {...control} {...form.bind('password')} autoComplete="new-password" />}
        </Field>
        <p className="text-small text-ink-faint">{t('security:password.ends')}</p>
        <Button type="submit" busy={form.busy} className="self-start max-md:self-stretch">
          {t('security:password.save')}
        </Button>
      </form>
    </Section>
  )
}
