import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ApiError } from '../../api/client.ts'
import { removeItem } from '../../api/items.ts'
import { useErrorText } from '../../app/error-text.ts'
import { formatNames } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient, topicKey } from '../../app/query.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import type { Person } from '../queries.ts'
import { useNamedBy } from './use-named-by.ts'

/** Says what counts on the person; what still names them stands in the way, and the server says which. */
export function RemovePerson({ person, open, onClose }: { person: Person; open: boolean; onClose: () => void }) {
  const { t, language } = useText()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const { teams, schedules, policies } = useNamedBy(person.key)
  const remove = useMutation({
    mutationFn: () => removeItem('users', person.key),
    onSuccess: async () => {
      onClose()
      showToast(t('people:remove.done', { name: person.name }))
      await navigate({ to: '/people' })
      void queryClient.invalidateQueries({ queryKey: topicKey('setup') })
    },
  })
  const { error } = remove
  const problem =
    error instanceof ApiError && error.fields[0]?.message ? error.fields[0].message : error && errorText(error)
  const parts = [
    ...(teams.length > 0 ? [t('people:remove.teams', { count: teams.length })] : []),
    ...(schedules.length > 0 ? [t('people:remove.schedules', { count: schedules.length })] : []),
    ...(policies.length > 0 ? [t('people:remove.policies', { count: policies.length })] : []),
  ]
  const names = formatNames(
    [...teams, ...schedules, ...policies].map((one) => one.name),
    language,
  )
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t('people:remove.title', { name: person.name })}
      action={t('people:remove.action')}
      busy={remove.isPending}
      problem={problem || undefined}
      onConfirm={() => remove.mutate()}
    >
      <p>{t('people:remove.text')}</p>
      {parts.length > 0 && (
        <p className="mt-2">
          {t('people:remove.named', { name: person.name, what: formatNames(parts, language), names })}
        </p>
      )}
    </ConfirmDialog>
  )
}
