import { api } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { useForm, type Faults } from '../../app/form.ts'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { readMeAgain } from '../queries.ts'

interface CodeFormProps {
  contact: Pick<Contact, 'address'>
  path: string
  onDone?: () => void
}

export function CodeForm({ contact, path, onDone }: CodeFormProps) {
  const { t } = useText()
  const form = useForm({
    initial: { code: '' },
    check: ({ code }): Faults<{ code: string }> => (code.trim() ? {} : { code: t('common:field.required') }),
    send: ({ code }) => api.post(`${path}/verification/confirm`, { code: code.replaceAll(/\s/g, '') }),
    done: () => {
      showToast(t('me:done', { address: contact.address }))
      void readMeAgain()
      onDone?.()
    },
  })
  return (
    <form onSubmit={form.submit} noValidate>
      <Field
        label={t('me:code')}
        hint={t('me:codeSent', { address: contact.address })}
        error={form.faults.code ?? form.problem}
      >
        {(control) => (
          <div className="flex gap-2">
            <Input
              {...control}
              {...form.bind('code')}
              inputMode="numeric"
              autoComplete="one-time-code"
              className="w-40 font-mono tracking-widest"
              autoFocus
            />
            <Button type="submit" look="primary" busy={form.busy}>
              {t('me:confirm')}
            </Button>
          </div>
        )}
      </Field>
    </form>
  )
}
