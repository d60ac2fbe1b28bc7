import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { saveItem } from '../api/items.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { useSession } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Known } from './progress.ts'
import { firstKeys, firstPolicy, firstSchedule } from './templates.ts'

/** A schedule and a policy by one press; whichever is there already stays as it is. */
export function OnCallStep({ known }: { known: Known }) {
  const { t } = useText()
  const errorText = useErrorText()
  const create = useFirstOnCall(known)
  const isDone = known.schedules.length > 0 && known.policies.length > 0
  if (isDone) {
    return (
      <p className="flex flex-wrap gap-x-4">
        <Link to="/oncall" className="text-accent underline">
          {t('welcome:oncall.seeSchedule')}
        </Link>
        <Link to="/policies" className="text-accent underline">
          {t('welcome:oncall.seePolicy')}
        </Link>
      </p>
    )
  }
  return (
    <div className="flex flex-col items-start gap-3">
      <ul className="list-disc pl-5 text-ink-soft">
        {known.schedules.length === 0 && <li>{t('welcome:oncall.schedule')}</li>}
        {known.policies.length === 0 && <li>{t('welcome:oncall.policy')}</li>}
      </ul>
      <Button look="primary" busy={create.isPending} onClick={() => create.mutate()}>
        {t('welcome:oncall.create')}
      </Button>
      {create.error && <Notice tone="problem">{errorText(create.error)}</Notice>}
    </div>
  )
}

function useFirstOnCall(known: Known) {
  const { t } = useText()
  const session = useSession()
  return useMutation({
    mutationFn: async () => {
      if (!session) return
      const { user, organization } = session
      const names = {
        schedule: t('welcome:oncall.scheduleName'),
        policy: t('welcome:oncall.policyName'),
        layer: t('welcome:oncall.layerName'),
      }
      const [schedule] = known.schedules
      if (!schedule) {
        const first = firstSchedule(user.key, organization.timezone, Date.now(), names)
        await saveItem('schedules', firstKeys.schedule, first, { revision: 'new' })
      }
      if (known.policies.length > 0) return
      const policy = firstPolicy(schedule?.key ?? firstKeys.schedule, names)
      await saveItem('escalationPolicies', firstKeys.policy, policy, { revision: 'new' })
    },
    onSettled: () => queryClient.invalidateQueries(),
  })
}
