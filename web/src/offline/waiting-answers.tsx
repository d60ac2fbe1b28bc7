import { useAway } from '../app/away.ts'
import { formatMoment } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useViewer } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { SendIcon } from '../ui/icons.ts'
import { takeBack, useWaiting } from './outbox.ts'

/** What was answered on this device and the server does not know yet: it has stopped nothing so far. */
export function WaitingAnswers({ alertId }: { alertId: string }) {
  const { t } = useText()
  const isAway = useAway()
  const viewer = useViewer()
  const now = useNow(60_000)
  const waiting = useWaiting().filter(({ alert }) => alert === alertId)
  if (waiting.length === 0) return null
  return (
    <ul className="my-2 flex flex-col gap-1" aria-label={t('offline:waiting.title')}>
      {waiting.map((one) => (
        <li
          key={one.key}
          className="flex flex-wrap items-center gap-2 rounded-md border border-acknowledged-line bg-acknowledged-soft px-3 py-2 text-acknowledged"
        >
          <SendIcon className="size-4 shrink-0" aria-hidden />
          <span className="min-w-0 flex-1 basis-56">
            {t(`offline:waiting.${one.verb}`, { time: formatMoment(new Date(one.at).toISOString(), now, viewer) })}{' '}
            {t(isAway ? 'offline:waiting.later' : 'offline:waiting.soon')}
            {one.text !== undefined && <q className="block truncate text-ink-soft">{one.text}</q>}
          </span>
          <Button size="small" onClick={() => void takeBack([one.key])}>
            {t('offline:waiting.takeBack')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
