import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { useErrorText } from '../../app/error-text.ts'
import { useText } from '../../app/i18n.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { readMeAgain, rulesQuery } from '../queries.ts'

interface RemoveContactProps {
  contact: Contact
  open: boolean
  onClose: () => void
}

/** Says how many rules go with it. */
export function RemoveContact({ contact, open, onClose }: RemoveContactProps) {
  const { t } = useText()
  const errorText = useErrorText()
  const { address, key } = contact
  const { data: rules } = useQuery({ ...rulesQuery, enabled: open })
  const count = [...(rules?.high ?? []), ...(rules?.low ?? [])].filter((rule) => rule.contact === key).length
  const remove = useMutation({
    mutationFn: () => api.delete(`/me/contacts/${encodeURIComponent(key)}`, { query: { withRules: 'true' } }),
    onSuccess: () => {
      onClose()
      showToast(t('me:remove.done', { address }))
      void readMeAgain()
    },
  })
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t('me:remove.named', { address })}
      action={t('me:remove.action')}
      busy={remove.isPending}
      problem={remove.error ? errorText(remove.error) : undefined}
      onConfirm={() => remove.mutate()}
    >
      {count > 0 ? t('me:remove.withRules', { count }) : t('me:remove.alone')}
    </ConfirmDialog>
  )
}
