import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { SingleByNoun } from '../../../../contract/config/items.ts'
import { saveSingle, type Stored } from '../../api/items.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

interface RemoveMailServerProps {
  revision: string
  onRemoved: (saved: Stored<SingleByNoun['providers']>) => void
}

export function RemoveMailServer({ revision, onRemoved }: RemoveMailServerProps) {
  const { t } = useText()
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => saveSingle('providers', {}, { revision }),
    onSuccess: (saved) => {
      setAsking(false)
      onRemoved(saved)
    },
  })
  return (
    <>
      <Button look="danger" size="small" onClick={() => setAsking(true)}>
        {t('settings:mail.remove')}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('settings:mail.remove')}
        action={t('settings:mail.remove')}
        busy={remove.isPending}
        problem={remove.error ? errorText(remove.error) : undefined}
        onConfirm={() => remove.mutate()}
      >
        {t('settings:mail.removeConsequence')}
      </ConfirmDialog>
    </>
  )
}
