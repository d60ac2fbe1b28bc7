import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { ApiError } from '../api/client.ts'
import { removeItem, type Noun } from '../api/items.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { RemoveIcon } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { leaveSaved } from '../ui/leave-guard.tsx'
import { showToast } from '../ui/toast.tsx'

interface RemoveProps {
  noun: Noun
  itemKey: string
  name: string
  /** What will be the case afterwards, in numbers. */
  consequence: ReactNode
  onRemoved: () => void
}

/** Removes an item of the set-up. The server is asked before whether something still names it, and what. */
export function RemoveButton(props: RemoveProps) {
  const { t } = useText()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button look="danger" onClick={() => setAsking(true)}>
        <RemoveIcon />
        {t('setup:remove.action')}
      </Button>
      {asking && <Asking {...props} onClose={() => setAsking(false)} />}
    </>
  )
}

function Asking({ noun, itemKey, name, consequence, onRemoved, onClose }: RemoveProps & { onClose: () => void }) {
  const { t } = useText()
  const errorText = useErrorText()
  const trial = useQuery({
    queryKey: ['setup', 'removal', noun, itemKey],
    queryFn: () => removeItem(noun, itemKey, { dryRun: true }).then(() => true),
    retry: false,
    staleTime: 0,
    gcTime: 0,
  })
  const removal = useMutation({
    mutationFn: () => removeItem(noun, itemKey),
    onSuccess: () => {
      onClose()
      showToast(t('setup:remove.done', { name }))
      leaveSaved(onRemoved)
      void queryClient.invalidateQueries()
    },
  })
  const title = t('setup:remove.title', { name })
  if (trial.error) {
    return (
      <Dialog open onClose={onClose} title={title}>
        <Notice tone="caution">
          <p className="font-medium">{t('setup:remove.refused')}</p>
          <p>{reasonOf(trial.error) ?? errorText(trial.error)}</p>
        </Notice>
        <div className="mt-4 flex justify-end">
          <Button onClick={onClose}>{t('common:action.close')}</Button>
        </div>
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={title}
      action={t('setup:remove.action')}
      busy={removal.isPending || trial.isPending}
      problem={removal.error ? errorText(removal.error) : undefined}
      onConfirm={() => removal.mutate()}
    >
      {consequence}
    </ConfirmDialog>
  )
}

function reasonOf(error: Error): string | undefined {
  if (!(error instanceof ApiError) || error.fields.length === 0) return undefined
  return error.fields.map(({ message }) => message ?? '').join(' ')
}
