import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { named } from '../../alerts/timeline/sentence.ts'
import { api } from '../../api/client.ts'
import { useText } from '../../app/i18n.ts'
import { topicKey } from '../../app/query.ts'
import { useMay, useSession } from '../../app/session.ts'
import { serverNow } from '../../api/server-clock.ts'
import { cn } from '../../ui/class-names.ts'
import { DoneIcon, FailedIcon, WaitingIcon } from '../../ui/icons.ts'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Moment } from '../../ui/time.tsx'
import { isOver, stagesOf, type Stage, type TestDelivery } from './stages.ts'

/** The stream tells of each step; this is for what it missed. */
const askEveryMilliseconds = 5_000

interface TestResultProps {
  /** Where it can be read: `/me/deliveries/…`, `/users/bob/deliveries/…`. */
  path: string
  /** Whose contact it is sent to; left out for one's own. */
  person?: { key: string; name: string }
}

/** What becomes of a test message, while it becomes it. */
export function TestResult({ path, person }: TestResultProps) {
  const { t } = useText()
  const { data } = useQuery({
    queryKey: topicKey('messages', path),
    queryFn: () => api.get<TestDelivery>(path),
    refetchInterval: ({ state }) => (state.data && isOver(state.data, serverNow()) ? false : askEveryMilliseconds),
  })
  if (!data) return <Skeleton className="mt-2 h-6" />
  return (
    <div role="status" aria-label={t('me:result.title')} className="mt-2 flex flex-col gap-2">
      <ol className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {stagesOf(data).map((stage, index) => (
          <li key={stage.word} className="flex items-center gap-2">
            {index > 0 && <span aria-hidden className="h-px w-5 bg-line-strong" />}
            <StageMark stage={stage} />
          </li>
        ))}
      </ol>
      <Advice delivery={data} person={person} />
    </div>
  )
}

const signByState = { done: DoneIcon, 'under way': WaitingIcon, open: WaitingIcon, failed: FailedIcon }
const inkByState: Record<Stage['state'], string> = {
  done: 'text-resolved',
  'under way': 'text-acknowledged',
  open: 'text-ink-faint',
  failed: 'text-triggered',
}

function StageMark({ stage }: { stage: Stage }) {
  const { t } = useText()
  const Sign = signByState[stage.state]
  return (
    <span className={cn('inline-flex items-center gap-1 font-medium', inkByState[stage.state])}>
      <Sign className="size-4" aria-hidden />
      {t(`me:result.stage.${stage.word}`)}
      {stage.at && <Moment at={stage.at} className="text-small font-normal text-ink-faint" />}
    </span>
  )
}

interface AdviceProps {
  delivery: TestDelivery
  person: TestResultProps['person']
}

/** What it means, and what to do next. */
function Advice({ delivery, person }: AdviceProps) {
  const { t } = useText()
  const { status, explanation, detail, channel, acknowledgedAt } = delivery
  if (status === 'failed' || status === 'cancelled') {
    return (
      <Notice tone="problem">
        <p>{explanation ?? t('me:result.noReason')}</p>
        {detail && <p className="font-mono text-small break-words">{detail}</p>}
        <p>{t(channel === 'push' ? 'me:result.mendDevice' : 'me:result.mend')}</p>
      </Notice>
    )
  }
  if (acknowledgedAt !== null) {
    return (
      <p className="text-small text-ink-soft">
        {person ? t('me:result.reaches', { name: person.name }) : t('me:result.reachesYou')}
      </p>
    )
  }
  return status === 'sent' || status === 'delivered' ? <HowToAnswer delivery={delivery} person={person} /> : null
}

function HowToAnswer({ delivery: { channel, simulated }, person }: AdviceProps) {
  const { t, has } = useText()
  const own = useSession()?.user.key
  const maySandbox = useMay('sandbox.use')
  return (
    <>
      {simulated && (
        <p className="text-small text-simulation">
          {t('me:result.simulated')}{' '}
          {maySandbox && (
            <Link
              to="/sandbox/$person"
              params={{ person: person?.key ?? own ?? '' }}
              target="_blank"
              className="underline max-md:inline-flex max-md:min-h-11 max-md:items-center"
            >
              {t('me:result.sandbox')}
            </Link>
          )}
        </p>
      )}
      <p className="text-small text-ink-soft">{named('me:result.howTo', channel, has, t)}</p>
    </>
  )
}
