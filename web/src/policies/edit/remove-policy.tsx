import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { removeItem } from '../../api/items.ts'
import { formatNames } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient } from '../../app/query.ts'
import { useProblemText } from '../../oncall/edit/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { UsageList } from '../usage-list.tsx'
import { usageQuery, type Policy } from '../queries.ts'

/** Asks before a policy goes; one that sources lead along stays, and they are named. */
export function RemovePolicy({ policy, onClose }: { policy: Policy; onClose: () => void }) {
  const { t, language } = useText()
  const navigate = useNavigate()
  const { data: usage } = useQuery(usageQuery(policy.key))
  const removing = useMutation({
    mutationFn: () => removeItem('escalationPolicies', policy.key),
    onSuccess: () => {
      showToast(t('policies:remove.done', { name: policy.name }))
      // First away from its page: it would ask for what is gone.
      void navigate({ to: '/policies' }).then(() => queryClient.invalidateQueries({ queryKey: ['setup'] }))
    },
  })
  const problem = useProblemText(removing.error)
  const title = t('policies:remove.title', { name: policy.name })
  if (!usage) return null
  if (usage.sources.length > 0) {
    const names = formatNames(
      usage.sources.map((one) => one.name),
      language,
    )
    return (
      <Dialog open onClose={onClose} title={title}>
        <p className="mb-3">{t('policies:remove.used', { count: usage.sources.length, names })}</p>
        <UsageList policy={policy.key} />
        <Button className="mt-4" onClick={onClose}>
          {t('common:action.close')}
        </Button>
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={title}
      action={t('policies:remove.action')}
      onConfirm={() => removing.mutate()}
      busy={removing.isPending}
      problem={problem}
    >
      {t('policies:remove.text', { count: usage.running })}
    </ConfirmDialog>
  )
}
