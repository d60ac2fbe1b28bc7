import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useForm, type Faults } from '../../app/form.ts'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { readMeAgain } from '../queries.ts'
import { RecoveryCodes } from './recovery-codes.tsx'

/** Ten new recovery codes in place of the old ones. */
export function NewCodesDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useText()
  return (
    <Dialog open={open} onClose={onClose} title={t('security:codes.renew')}>
      <NewCodes onClose={onClose} />
    </Dialog>
  )
}

function NewCodes({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const [codes, setCodes] = useState<string[]>()
  const form = useForm({
    initial: { code: '' },
    check: ({ code }): Faults<{ code: string }> => (code.trim() ? {} : { code: t('common:field.required') }),
    send: ({ code }) =>
      api.post<{ recoveryCodes: string[] }>('/me/second-factor/recovery-codes', { code: code.trim() }),
    done: ({ recoveryCodes }) => {
      setCodes(recoveryCodes)
      void readMeAgain()
    },
  })
  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />
  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      <p className="text-ink-soft">{t('security:codes.renewText')}</p>
      {form.problem && <Notice tone="problem">{form.problem}</Notice>}
      <Field label={t('auth:code.label')} error={form.faults.code}>
        {(control) => (
          <Input {...control} {...form.bind('code')} autoComplete="one-time-code" className="w-40 font-mono" />
        )}
      </Field>
      <Button type="submit" look="primary" busy={form.busy} className="self-end max-md:self-stretch">
        {t('security:codes.renew')}
      </Button>
    </form>
  )
}
