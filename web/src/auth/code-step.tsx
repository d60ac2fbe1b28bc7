import { useState } from 'react'
import { api } from '../api/client.ts'
import { useForm, type Faults } from '../app/form.ts'
import { useText } from '../app/i18n.ts'
import { Button } from '../ui/button.tsx'
import { CheckBox } from '../ui/choice.tsx'
import { Field, Input } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'

interface CodeStepProps {
  /** What was right so far; sent again with the code. */
  given: { email: string; password: string }
  onEntered: () => Promise<void>
  onBack: () => void
}

/** After the password: the code of the authenticator app, or a recovery code. */
export function CodeStep({ given, onEntered, onBack }: CodeStepProps) {
  const { t } = useText()
  const [trustDevice, setTrustDevice] = useState(false)
  const form = useForm({
    initial: { code: '' },
    check: ({ code }): Faults<{ code: string }> => (code.trim() ? {} : { code: t('common:field.required') }),
    send: ({ code }) => api.post('/session', { ...given, code: code.trim(), trustDevice }),
    done: onEntered,
  })
  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      {form.problem && <Notice tone="problem">{form.problem}</Notice>}
      <Field label={t('auth:code.label')} hint={t('auth:code.hint')} error={form.faults.code}>
        {(control) => (
          <Input
            {...control}
            {...form.bind('code')}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono tracking-widest"
            autoFocus
          />
        )}
      </Field>
      <CheckBox label={t('auth:code.trust')} checked={trustDevice} onChange={setTrustDevice} />
      <Button type="submit" look="primary" size="large" busy={form.busy}>
        {t('auth:signIn.submit')}
      </Button>
      <Button look="ghost" onClick={onBack}>
        {t('auth:code.back')}
      </Button>
    </form>
  )
}
