import { Link } from '@tanstack/react-router'
import { formatLength, formatMoment } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { useViewer } from '../app/session.ts'
import { buttonStyle } from '../ui/button.tsx'
import { DoneIcon } from '../ui/icons.ts'

/** Nothing is open: since when, and nothing that wants to be pressed. */
export function Calm({ quietSince }: { quietSince: string | null }) {
  const { t, language } = useText()
  const now = useNow(60_000)
  const viewer = useViewer()
  return (
    <div className="flex flex-col items-center gap-1 border-y border-line px-4 py-16 text-center max-md:py-10">
      <DoneIcon className="mb-2 size-9 text-resolved" strokeWidth={1.5} aria-hidden />
      <p className="text-title font-semibold">{t('now:calm.title')}</p>
      <p className="max-w-md text-ink-soft">
        {quietSince === null
          ? t('now:calm.never')
          : t('now:calm.since', {
              time: formatMoment(quietSince, now, viewer),
              length: formatLength((now - Date.parse(quietSince)) / 1_000, language),
            })}
      </p>
      <Link to="/alerts" search={{ status: 'resolved' }} className={`${buttonStyle({ look: 'ghost' })} mt-3`}>
        {t('now:calm.latest')}
      </Link>
    </div>
  )
}
