import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Field, Input } from '../ui/field.tsx'
import { LockIcon } from '../ui/icons.ts'
import { showToast } from '../ui/toast.tsx'
import { OverlapChoice } from './overlap-choice.tsx'
import { keysQuery, pathOf, type Holder, type KeyList } from './queries.ts'
import { madeSecret, overlapValue, type Overlap } from './words.ts'

interface RotateSecretProps {
  holder: Holder
  isSet: boolean
}

/** What the sender proves itself with: set, or replaced while the present one is still taken. */
export function RotateSecret({ holder, isSet }: RotateSecretProps) {
  const { t } = useText()
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const [secret, setSecret] = useState('')
  const [fault, setFault] = useState<string>()
  const [overlap, setOverlap] = useState<Overlap>('24h')
  const save = useMutation({
    mutationFn: () => api.post<KeyList>(`${pathOf(holder)}/rotate-secret`, { secret, overlap: overlapValue(overlap) }),
    onSuccess: (list) => {
      queryClient.setQueryData(keysQuery(holder).queryKey, list)
      setAsking(false)
      setSecret('')
      showToast(t('keys:secretSaved'))
    },
  })
  const label = t(isSet ? 'keys:rotate.secret' : 'keys:setSecret')
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <LockIcon />
        {label}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('keys:rotateTitle.secret')}
        action={label}
        isDestructive={isSet && overlap === '0s'}
        busy={save.isPending}
        problem={save.error ? errorText(save.error) : undefined}
        onConfirm={() => (secret.length < 8 ? setFault(t('keys:secretShort')) : save.mutate())}
      >
        <p className="mb-3">{t('keys:rotateText.secret')}</p>
        <SecretField value={secret} fault={fault} onChange={(next) => (setFault(undefined), setSecret(next))} />
        {isSet && <OverlapChoice value={overlap} onChange={setOverlap} />}
      </ConfirmDialog>
    </>
  )
}

interface SecretFieldProps {
  value: string
  fault: string | undefined
  onChange: (value: string) => void
}

function SecretField({ value, fault, onChange }: SecretFieldProps) {
  const { t } = useText()
  return (
    <Field label={t('keys:secretLabel')} hint={t('keys:secretHint')} error={fault} className="text-ink">
      {(control) => (
        <span className="flex flex-wrap items-center gap-2">
          <Input
            {...control}
            className="w-auto min-w-48 flex-1 font-mono"
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {value && <CopyButton text={value} what={t('keys:copy')} />}
          <Button onClick={() => onChange(madeSecret(crypto.getRandomValues(new Uint8Array(96))))}>
            {t('keys:make')}
          </Button>
        </span>
      )}
    </Field>
  )
}
