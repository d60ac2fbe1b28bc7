import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { alertCountsQuery } from '../../alerts/queries.ts'
import { ApiError } from '../../api/client.ts'
import { removeItem } from '../../api/items.ts'
import { useErrorText } from '../../app/error-text.ts'
import { formatNumber } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient, topicKey } from '../../app/query.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LoadFailed } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { showToast } from '../../ui/toast.tsx'
import type { Person } from '../queries.ts'
import { HindranceList } from './hindrance-list.tsx'
import { hindrancesOf, isHindered, type Hindrances } from './removal.ts'

interface RemovePersonProps {
  person: Person
  open: boolean
  onClose: () => void
}

/** Asks the server first whether it would do: what names the person is told with the way there, else what becomes of it. */
export function RemovePerson({ person, open, onClose }: RemovePersonProps) {
  const { t } = useText()
  const query = useQuery({
    queryKey: topicKey('setup', 'removal', person.key),
    queryFn: () => wouldRemove(person.key),
    enabled: open,
    staleTime: 0,
  })
  if (!open) return null
  if (query.data && !isHindered(query.data)) return <Farewell person={person} onClose={onClose} />
  return (
    <Dialog open onClose={onClose} title={t('people:remove.title', { name: person.name })}>
      {query.isError && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton className="h-24" />}
      {query.data && <HindranceList person={person} found={query.data} />}
      <div className="mt-4 flex justify-end">
        <Button data-first-focus onClick={onClose}>
          {t('people:remove.close')}
        </Button>
      </div>
    </Dialog>
  )
}

async function wouldRemove(key: string): Promise<Hindrances> {
  try {
    await removeItem('users', key, { dryRun: true })
    return hindrancesOf([])
  } catch (error) {
    if (error instanceof ApiError && error.code === 'invalid_config') return hindrancesOf(error.fields)
    throw error
  }
}

function Farewell({ person, onClose }: Omit<RemovePersonProps, 'open'>) {
  const { t, language } = useText()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const { data: held } = useQuery(alertCountsQuery({ assignee: person.key }))
  const remove = useMutation({
    mutationFn: () => removeItem('users', person.key),
    onSuccess: async () => {
      onClose()
      showToast(t('people:remove.done', { name: person.name }))
      await navigate({ to: '/people' })
      void queryClient.invalidateQueries({ queryKey: topicKey('setup') })
    },
  })
  const count = held?.open.count ?? 0
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('people:remove.title', { name: person.name })}
      action={t('people:remove.action')}
      busy={remove.isPending}
      problem={remove.error ? errorText(remove.error) : undefined}
      onConfirm={() => remove.mutate()}
    >
      <p>{t('people:remove.free', { name: person.name })}</p>
      <p className="mt-2">{t('people:remove.text')}</p>
      {count > 0 && (
        <p className="mt-2">
          {t('people:remove.holds', { name: person.name, count, number: formatNumber(count, language) })}
        </p>
      )}
    </ConfirmDialog>
  )
}
