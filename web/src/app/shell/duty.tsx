import type { MyShift } from '../../../../contract/oncall.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { api } from '../../api/client.ts'
import { serverNow } from '../../api/server-clock.ts'
import type { Page } from '../../api/types.ts'
import { dutyOf, turnOf, waitFor, type Duty as DutyOfPerson } from '../../oncall/duty.ts'
import { onCallQuery } from '../../oncall/queries.ts'
import { OnCallIcon } from '../../ui/icons.ts'
import { formatMoment, formatNames } from '../format.ts'
import { useText } from '../i18n.ts'
import { useNow } from '../now.ts'
import { queryClient, topicKey } from '../query.ts'
import { useMay, useSession, useViewer } from '../session.ts'

const aheadMilliseconds = 90 * 24 * 3_600_000

/** The person's own shifts of the coming months. */
const ownShiftsQuery = queryOptions({
  queryKey: topicKey('oncall', 'mine', 'ahead'),
  queryFn: () => {
    const now = serverNow()
    const query = { from: new Date(now).toISOString(), to: new Date(now + aheadMilliseconds).toISOString() }
    return api.get<Page<MyShift>>('/me/shifts', { query })
  },
  staleTime: 5 * 60_000,
})

/** Who you are tonight: on call or not, until when, and who comes then. */
export function Duty() {
  const { t } = useText()
  const duty = useDuty()
  const words = useDutyWords()
  useReadAtHandover(duty)
  if (!duty) return <span />
  const isOn = duty.kind === 'on'
  return (
    <Link
      to="/oncall"
      title={t('shell:duty.details')}
      className="flex min-w-0 items-center gap-2 py-1 text-ink-soft hover:text-ink max-md:min-h-11 max-md:text-small"
    >
      <OnCallIcon className={`size-4 shrink-0 ${isOn ? 'text-accent' : ''}`} aria-hidden />
      <span className={`line-clamp-2 ${isOn ? 'font-medium text-ink' : ''}`}>{words(duty)}</span>
    </Link>
  )
}

function useDuty(): DutyOfPerson | undefined {
  const session = useSession()
  const mayRead = useMay('oncall.read')
  const { data: onCall } = useQuery({ ...onCallQuery(), enabled: mayRead })
  const { data: mine } = useQuery({ ...ownShiftsQuery, enabled: mayRead })
  if (!onCall || !mine || !session || onCall.items.length === 0) return undefined
  return dutyOf(onCall.items, session.user.key, mine.items, serverNow())
}

function useDutyWords(): (duty: DutyOfPerson) => string {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(60_000)
  return (duty) => {
    if (duty.kind === 'off') {
      if (!duty.nextFrom) return t('shell:duty.off')
      return t('shell:duty.offWithNext', { from: formatMoment(duty.nextFrom, now, viewer) })
    }
    const schedules = formatNames(duty.schedules, viewer.language)
    if (!duty.until) return t('shell:duty.onOpenEnd', { schedules })
    const until = formatMoment(duty.until, now, viewer)
    const { follower } = duty
    if (follower.kind === 'person') return t('shell:duty.onWithNext', { schedules, until, next: follower.user.name })
    return t(follower.kind === 'nobody' ? 'shell:duty.onThenNobody' : 'shell:duty.onUntil', { schedules, until })
  }
}

/** A shift ends without an event: at the moment it does, the sentence is read again. */
function useReadAtHandover(duty: DutyOfPerson | undefined) {
  const at = duty && turnOf(duty)
  useEffect(() => {
    const wait = at ? waitFor(at, serverNow()) : undefined
    if (wait === undefined) return
    const read = () => void queryClient.invalidateQueries({ queryKey: topicKey('oncall') })
    const timer = setTimeout(read, wait)
    return () => clearTimeout(timer)
  }, [at])
}
