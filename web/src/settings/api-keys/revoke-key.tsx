import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Moment } from '../../ui/time.tsx'
import { showToast } from '../../ui/toast.tsx'
import { readKeysAgain, revokeKey, type ApiKey } from './queries.ts'

export function RevokeKey({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useText()
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const { key, lastUsedAt, managed } = apiKey
  const revoke = useMutation({
    mutationFn: () => revokeKey(key),
    onSuccess: () => {
      setAsking(false)
      showToast(t('settings:keys.revoked', { key }))
      return readKeysAgain()
    },
  })
  return (
    <>
      <Button
        look="danger"
        size="small"
        onClick={() => setAsking(true)}
        aria-label={t('settings:keys.revokeNamed', { key })}
      >
        {t('settings:keys.revoke')}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('settings:keys.revokeNamed', { key })}
        action={t('settings:keys.revoke')}
        busy={revoke.isPending}
        problem={revoke.error ? errorText(revoke.error) : undefined}
        onConfirm={() => revoke.mutate()}
      >
        <p>{t('settings:keys.consequence')}</p>
        <p className="mt-1">
          {lastUsedAt ? t('settings:keys.lastUse') : t('settings:keys.neverUsed')}{' '}
          {lastUsedAt && <Moment at={lastUsedAt} />}
        </p>
        {managed && <p className="mt-1">{t('settings:keys.comesBack')}</p>}
      </ConfirmDialog>
    </>
  )
}
