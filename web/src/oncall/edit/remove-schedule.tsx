import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ScheduleView } from '../../../../contract/oncall.ts'
import { removeItem } from '../../api/items.ts'
import { formatNames } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient } from '../../app/query.ts'
import { policiesQuery } from '../../policies/queries.ts'
import { partsOf } from '../../policies/target.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useProblemText } from './problem-text.ts'

/** Asks before a schedule goes; one that policies name stays, and they are named. */
export function RemoveSchedule({ schedule, onClose }: { schedule: ScheduleView; onClose: () => void }) {
  const { t } = useText()
  const navigate = useNavigate()
  const { data } = useQuery(policiesQuery)
  const removing = useMutation({
    mutationFn: () => removeItem('schedules', schedule.key),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['oncall'] })
      showToast(t('schedule:remove.done', { name: schedule.name }))
      void navigate({ to: '/oncall' })
    },
  })
  const problem = useProblemText(removing.error)
  const users = (data?.items ?? []).filter(({ steps }) =>
    steps.some(({ targets }) => targets.some((text) => isOf(text, schedule.key))),
  )
  const title = t('schedule:remove.title', { name: schedule.name })
  if (users.length > 0) return <StillUsed title={title} policies={users} onClose={onClose} />
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={title}
      action={t('schedule:remove.action')}
      onConfirm={() => removing.mutate()}
      busy={removing.isPending}
      problem={problem}
    >
      {t('schedule:remove.text', { count: schedule.overrides.length })}
    </ConfirmDialog>
  )
}

interface StillUsedProps {
  title: string
  policies: { key: string; name: string }[]
  onClose: () => void
}

function StillUsed({ title, policies, onClose }: StillUsedProps) {
  const { t, language } = useText()
  const names = formatNames(
    policies.map((one) => one.name),
    language,
  )
  return (
    <Dialog open onClose={onClose} title={title}>
      <p>{t('schedule:remove.used', { count: policies.length, names })}</p>
      <ul className="my-3">
        {policies.map(({ key, name }) => (
          <li key={key}>
            <Link to="/policies/$key" params={{ key: key }} className="text-accent underline">
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <Button onClick={onClose}>{t('common:action.close')}</Button>
    </Dialog>
  )
}

function isOf(text: string, key: string): boolean {
  const target = partsOf(text)
  return target?.kind === 'schedule' && target.key === key
}
