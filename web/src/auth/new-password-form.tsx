import { useForm, type Faults } from '../app/form.ts'
import { useText } from '../app/i18n.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { PasswordInput } from './password-input.tsx'
import { minPasswordLength } from './values.ts'

interface NewPasswordFormProps {
  label: string
  submit: string
  /** For the password store of the browser. */
  email?: string
  send: (password: string) => Promise<unknown>
  done: () => void
}

export function NewPasswordForm({ label, submit, email, send, done }: NewPasswordFormProps) {
  const { t } = useText()
  const form = useForm({
    initial: { password: '' },
    check: ({ password }): Faults<{ password: string }> =>
      password.length < minPasswordLength
        ? { password: t('common:field.passwordShort', { count: minPasswordLength }) }
        : {},
    send: ({ password }) => send(password),
    done,
  })
  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      {email && <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />}
      {form.problem && <Notice tone="problem">{form.problem}</Notice>}
      <Field
        label={label}
        hint={t('auth:setup.passwordHint', { count: minPasswordLength })}
        error={form.faults.password}
      >
        {(control) => <PasswordInput {...control} {...form.bind('password')} autoComplete="new-password" autoFocus />}
      </Field>
      <Button type="submit" look="primary" size="large" busy={form.busy}>
        {submit}
      </Button>
    </form>
  )
}
