import { useMutation } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient, topicKey } from '../../app/query.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import type { Person } from '../queries.ts'

/** For somebody who has lost the phone. */
export function ResetSignIn({ person, open, onClose }: { person: Person; open: boolean; onClose: () => void }) {
  const { t } = useText()
  const errorText = useErrorText()
  const reset = useMutation({
    mutationFn: () => api.post(`/users/${encodeURIComponent(person.key)}/sign-in/reset`),
    onSuccess: () => {
      onClose()
      showToast(t('people:reset.done', { name: person.name }))
      void queryClient.invalidateQueries({ queryKey: topicKey('setup') })
    },
  })
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t('people:reset.title', { name: person.name })}
      action={t('people:reset.action')}
      busy={reset.isPending}
      problem={reset.error ? errorText(reset.error) : undefined}
      onConfirm={() => reset.mutate()}
    >
      {t('people:reset.text')}
    </ConfirmDialog>
  )
}
