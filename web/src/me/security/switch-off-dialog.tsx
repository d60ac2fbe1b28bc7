import { api } from '../../api/client.ts'
import { useForm, type Faults } from '../../app/form.ts'
import { useText } from '../../app/i18n.ts'
import { PasswordInput } from '../../auth/password-input.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { showToast } from '../../ui/toast.tsx'
import { readMeAgain } from '../queries.ts'

export function SwitchOffDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useText()
  return (
    <Dialog open={open} onClose={onClose} title={t('security:off.title')}>
      <SwitchOff onClose={onClose} />
    </Dialog>
  )
}

function SwitchOff({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const form = useForm({
    initial: { password: '' },
    check: ({ password }): Faults<{ password: string }> => (password ? {} : { password: t('common:field.required') }),
    send: ({ password }) => api.post('/me/second-factor/off', { password }),
    done: () => {
      onClose()
      showToast(t('security:off.done'))
      void readMeAgain()
    },
  })
  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      <p className="text-ink-soft">{t('security:off.text')}</p>
      {form.problem && <Notice tone="problem">{form.problem}</Notice>}
      <Field label={t('security:off.password')} error={form.faults.password}>
        {(control) => <PasswordInput {...control} {...form.bind('password')} autoComplete="current-password" />}
      </Field>
      <div className="flex justify-end gap-2 max-md:flex-col-reverse">
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        <Button type="submit" look="destructive" busy={form.busy}>
          {t('security:factor.off')}
        </Button>
      </div>
    </form>
  )
}
