import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../api/client.ts'
import type { AlertDetail } from '../api/types.ts'
import { named, sentenceOf } from '../alerts/timeline/sentence.ts'
import { useErrorText } from '../app/error-text.ts'
import { formatTimeOfDay } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { useViewer } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { AcknowledgeIcon, DoneIcon, SandboxIcon, TriggeredIcon } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { alertQuery, storyQuery } from './queries.ts'
import { SandboxHint } from './who-step.tsx'

const signByStatus = {
  triggered: { tone: 'triggered', icon: TriggeredIcon },
  acknowledged: { tone: 'acknowledged', icon: AcknowledgeIcon },
  resolved: { tone: 'resolved', icon: DoneIcon },
} as const

/** The alert as it is this moment: where its messages went, and what happened so far, told by its own timeline. */
export function TestPage({ number }: { number: number }) {
  const { t } = useText()
  const { data } = useQuery(alertQuery(number))
  if (!data) return null
  const { tone, icon } = signByStatus[data.status]
  const isSimulated = data.pages.some((page) => page.deliveries.some(({ simulated }) => simulated))
  return (
    <section aria-label={t('welcome:page.yours')} className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-3">
        <Chip tone={tone} icon={icon}>
          {t(`alerts:status.${data.status}`)}
        </Chip>
        <Link to="/alerts/$id" params={{ id: `${number}` }} className="font-medium underline">
          #{number} {data.summary}
        </Link>
      </p>
      <Messages alert={data} />
      {data.status === 'triggered' && (
        <>
          {isSimulated && <SandboxHint />}
          <p className="text-ink-soft">{t('welcome:page.answer')}</p>
        </>
      )}
      {data.status !== 'triggered' && <Notice tone="info">{t('welcome:page.understood')}</Notice>}
      <Story number={number} />
      {data.status === 'acknowledged' && <Resolve number={number} />}
    </section>
  )
}

/** Each message with its way and what became of it. */
function Messages({ alert }: { alert: AlertDetail }) {
  const { t, has } = useText()
  const all = alert.pages.flatMap((page) => page.deliveries)
  const deliveries = all.filter(({ status }) => status !== 'planned' && status !== 'cancelled')
  const later = all.filter(({ status }) => status === 'planned').length
  if (deliveries.length === 0) return <p role="status">{t('welcome:page.preparing')}</p>
  return (
    <ul aria-live="polite">
      {deliveries.map((delivery) => (
        <li key={delivery.id} className="flex flex-wrap items-center gap-x-3">
          <span className="font-medium">{named('common:channel', delivery.channel, has, t)}</span>
          <span className="break-all">{delivery.contact?.address}</span>
          <span className="text-ink-soft">{named('welcome:page.delivery', delivery.status, has, t)}</span>
          {delivery.simulated && (
            <Chip tone="simulation" icon={SandboxIcon} bare>
              {t('common:simulated')}
            </Chip>
          )}
        </li>
      ))}
      {later > 0 && <li className="text-ink-soft">{t('welcome:page.later', { count: later })}</li>}
    </ul>
  )
}

function Story({ number }: { number: number }) {
  const { t, has } = useText()
  const viewer = useViewer()
  const { data } = useQuery(storyQuery(number))
  if (!data) return null
  return (
    <>
      <h3 className="text-small text-ink-faint">{t('welcome:page.story')}</h3>
      <ol aria-live="polite" className="-mt-2 border-l border-line pl-3">
        {data.items.map((entry) => (
          <li key={entry.id} className="flex gap-3 py-0.5">
            <time dateTime={entry.at} className="shrink-0 text-ink-faint tabular-nums">
              {formatTimeOfDay(entry.at, viewer, true)}
            </time>
            {sentenceOf(entry, { t, has, viewer }).text}
          </li>
        ))}
      </ol>
    </>
  )
}

function Resolve({ number }: { number: number }) {
  const { t } = useText()
  const errorText = useErrorText()
  const resolve = useMutation({
    mutationFn: () => api.post(`/alerts/${number}/resolve`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: topicKey('alerts') }),
  })
  return (
    <div>
      <Button busy={resolve.isPending} onClick={() => resolve.mutate()}>
        <DoneIcon />
        {t('welcome:page.resolve')}
      </Button>
      {resolve.error && <Notice tone="problem">{errorText(resolve.error)}</Notice>}
    </div>
  )
}
