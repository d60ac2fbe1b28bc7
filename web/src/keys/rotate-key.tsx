import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { KeyIcon } from '../ui/icons.ts'
import { showToast } from '../ui/toast.tsx'
import { OverlapChoice } from './overlap-choice.tsx'
import { pathOf, type Holder } from './queries.ts'
import { overlapValue, type Overlap } from './words.ts'

interface RotateKeyProps {
  holder: Holder
  kind: 'integration_key' | 'ping_key'
  isManaged: boolean
}

/** Makes a new key; the present one goes on being taken for as long as is chosen. */
export function RotateKey({ holder, kind, isManaged }: RotateKeyProps) {
  const { t } = useText()
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const [overlap, setOverlap] = useState<Overlap>('24h')
  const rotate = useMutation({
    mutationFn: () => api.post(`${pathOf(holder)}/rotate-key`, { overlap: overlapValue(overlap) }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [holder.noun] })
      setAsking(false)
      setOverlap('24h')
      showToast(t('keys:rotated'))
    },
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <KeyIcon />
        {t(`keys:rotate.${kind}`)}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t(`keys:rotateTitle.${kind}`)}
        action={t(`keys:rotate.${kind}`)}
        isDestructive={overlap === '0s'}
        busy={rotate.isPending}
        problem={rotate.error ? errorText(rotate.error) : undefined}
        onConfirm={() => rotate.mutate()}
      >
        <p>{t(`keys:rotateText.${kind}`)}</p>
        {isManaged && <p className="mt-2">{t('keys:fileText')}</p>}
        <OverlapChoice value={overlap} onChange={setOverlap} />
      </ConfirmDialog>
    </>
  )
}
