import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useRef } from 'react'
import { heardAt, serverNow } from '../api/server-clock.ts'
import { useAway, useBehindSince } from '../app/away.ts'
import { useErrorText } from '../app/error-text.ts'
import { formatMoment } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useViewer } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { LostIcon, SendIcon, WaitingIcon } from '../ui/icons.ts'
import { showToast } from '../ui/toast.tsx'
import { askForRetry } from './background.ts'
import { mustAsk, type Waiting } from './outcome.ts'
import { sendWaiting, takeBack, useWaiting, wantStill, type Told } from './outbox.ts'
import { askText, tellings } from './words.ts'

/** Whoever comes back must have the time to read it. */
const toldMilliseconds = 20_000
const refusedMilliseconds = 60_000
const againMilliseconds = 10_000

const strip =
  'pointer-events-auto flex w-full max-w-lg flex-wrap items-center gap-2 rounded-lg border px-3 py-2 md:w-auto md:shadow-float'

/** From when the state shown is, and old answers that their person is asked about. Sends what waits. */
export function OfflineLayer() {
  const isAway = useAway()
  const behind = useBehindSince()
  const waiting = useWaiting()
  const now = useNow(60_000)
  const send = useSend()
  const count = waiting.length
  useEffect(() => {
    if (isAway || count === 0) return
    send()
    const timer = setInterval(send, againMilliseconds)
    document.addEventListener('visibilitychange', send)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', send)
    }
  }, [isAway, count, send])
  useEffect(() => {
    if (!isAway) askForRetry()
  }, [isAway])
  const asked = isAway ? [] : waiting.filter((one) => mustAsk(one, now))
  return (
    <>
      {isAway && <AwayStrip waiting={count} />}
      {!isAway && behind !== undefined && <SlowStrip since={behind} />}
      {asked.length > 0 && <AskStrip all={asked} />}
    </>
  )
}

function AwayStrip({ waiting }: { waiting: number }) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(60_000)
  const time = formatMoment(new Date(heardAt()).toISOString(), now, viewer)
  return (
    <p className={`${strip} border-acknowledged-line bg-acknowledged-soft text-acknowledged`}>
      <LostIcon className="size-4 shrink-0" aria-hidden />
      <span className="min-w-0 flex-1">
        {t('offline:away.asOf', { time })}
        {waiting > 0 && ` ${t('offline:away.waiting', { count: waiting })}`}
      </span>
    </p>
  )
}

/** The answer is on its way, and slow. */
function SlowStrip({ since }: { since: number }) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(60_000)
  return (
    <p className={`${strip} border-line bg-surface text-ink`}>
      <WaitingIcon className="size-4 shrink-0" aria-hidden />
      <span className="min-w-0 flex-1">
        {t('offline:slow', { time: formatMoment(new Date(since).toISOString(), now, viewer) })}
      </span>
    </p>
  )
}

/** Sent an hour later it may do harm: the alert may be somebody else's by now. */
function AskStrip({ all }: { all: readonly Waiting[] }) {
  const { t } = useText()
  const viewer = useViewer()
  const send = useSend()
  return (
    <p className={`${strip} border-line bg-surface text-ink`}>
      <SendIcon className="size-4 shrink-0" aria-hidden />
      <span className="min-w-0 flex-1 basis-56">{askText(all, serverNow(), viewer, t)}</span>
      <Button size="small" look="primary" onClick={() => void wantStill(all).then(send)}>
        {t('offline:ask.send')}
      </Button>
      <Button size="small" onClick={() => void takeBack(all.map(({ key }) => key))}>
        {t('offline:ask.discard')}
      </Button>
    </p>
  )
}

function useSend(): () => void {
  const { t } = useText()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const viewer = useViewer()
  const tell: Told = (results) => {
    for (const { text, tone, opens } of tellings(results, serverNow(), viewer, t, errorText)) {
      const run = () => void navigate({ to: '/alerts/$id', params: { id: `${opens}` } })
      const action = opens === undefined ? {} : { action: { label: t('offline:refused.open'), run } }
      showToast(text, { lifeMilliseconds: tone === 'done' ? toldMilliseconds : refusedMilliseconds, tone, ...action })
    }
  }
  // The words are those of the moment of telling; other words must not send again.
  const latest = useRef(tell)
  useEffect(() => {
    latest.current = tell
  })
  return useCallback(() => void sendWaiting((results) => latest.current(results)).catch(() => {}), [])
}
