import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Enrolment } from '../../../../contract/sign-in.ts'
import { api } from '../../api/client.ts'
import { useForm, type Faults } from '../../app/form.ts'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { LoadFailed, Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { readMeAgain } from '../queries.ts'
import { QrCode } from './qr-code.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

/** Picture, first code, recovery codes: on only when all three were there. */
export function EnrolDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useText()
  return (
    <Dialog open={open} onClose={onClose} title={t('security:factor.on')}>
      <Enrol onClose={onClose} />
    </Dialog>
  )
}

function Enrol({ onClose }: { onClose: () => void }) {
  const [codes, setCodes] = useState<string[]>()
  // Each opening has a secret of its own. Not a query: what reads itself again would change the picture under the camera.
  const { data, error, mutate } = useMutation({ mutationFn: () => api.post<Enrolment>('/me/second-factor') })
  useEffect(() => mutate(), [mutate])
  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />
  if (error) return <LoadFailed error={error} onRetry={() => mutate()} />
  if (!data) return <Skeleton className="h-72" />
  return <FirstCode enrolment={data} onCodes={setCodes} />
}

function FirstCode({ enrolment, onCodes }: { enrolment: Enrolment; onCodes: (codes: string[]) => void }) {
  const { t } = useText()
  const form = useForm({
    initial: { code: '' },
    check: ({ code }): Faults<{ code: string }> =>
      /^\s*\d{3}\s?\d{3}\s*$/.test(code) ? {} : { code: t('security:enrol.sixDigits') },
    send: ({ code }) => api.post<{ recoveryCodes: string[] }>('/me/second-factor/confirm', { code: code.trim() }),
    done: ({ recoveryCodes }) => {
      onCodes(recoveryCodes)
      void readMeAgain()
    },
  })
  return (
    <form onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      <p className="text-ink-soft">{t('security:enrol.scan')}</p>
      <QrCode text={enrolment.url} label={t('security:enrol.picture')} />
      <Disclosure summary={t('security:enrol.byHand')}>
        <p className="mt-1 flex items-center gap-2">
          <code className="font-mono text-small break-all">{enrolment.secret.match(/.{1,4}/g)?.join(' ')}</code>
          <CopyButton text={enrolment.secret} what={t('security:enrol.secret')} />
        </p>
      </Disclosure>
      {form.problem && <Notice tone="problem">{form.problem}</Notice>}
      <Field label={t('security:enrol.code')} hint={t('security:enrol.codeHint')} error={form.faults.code}>
        {(control) => (
          <Input
            {...control}
            {...form.bind('code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            className="w-40 font-mono tracking-widest"
          />
        )}
      </Field>
      <Button type="submit" look="primary" busy={form.busy} className="self-end max-md:self-stretch">
        {t('security:enrol.confirm')}
      </Button>
    </form>
  )
}
