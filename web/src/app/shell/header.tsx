import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { dutyOf } from '../../oncall/duty.ts'
import { onCallQuery } from '../../oncall/queries.ts'
import { Button } from '../../ui/button.tsx'
import { CreateIcon, OnCallIcon } from '../../ui/icons.ts'
import { tip } from '../../ui/tooltip.tsx'
import { formatMoment, formatNames } from '../format.ts'
import { useText } from '../i18n.ts'
import { useNow } from '../now.ts'
import { useMay, useSession, useViewer } from '../session.ts'

export function Header({ onCreate }: { onCreate: () => void }) {
  const { t } = useText()
  const session = useSession()
  const mayCreate = useMay('alerts.create')
  return (
    <header ref={measure} className="sticky top-0 z-10 border-b border-line bg-ground">
      {session?.demo && (
        <p className="hatched bg-simulation-soft px-4 py-0.5 text-center text-small text-simulation">
          {t('shell:demo')}
        </p>
      )}
      <div className="flex min-h-12 items-center justify-between gap-3 px-4 md:px-6">
        <Duty />
        {mayCreate && (
          <Button
            {...tip(t('alerts:action.create'), 'c')}
            aria-label={t('alerts:action.create')}
            onClick={onCreate}
            className="max-md:w-11 max-md:border-transparent max-md:bg-transparent max-md:px-0"
          >
            <CreateIcon />
            <span className="max-md:hidden">{t('alerts:action.create')}</span>
          </Button>
        )}
      </div>
    </header>
  )
}

/** Tells the style sheet how high the header is: on a phone its sentence takes one or two lines. */
function measure(header: HTMLElement | null) {
  if (!header) return
  const observer = new ResizeObserver(() => {
    document.documentElement.style.setProperty('--header-height', `${header.offsetHeight}px`)
  })
  observer.observe(header)
  return () => observer.disconnect()
}

/** Who you are tonight. */
function Duty() {
  const { t } = useText()
  const sentence = useDutySentence()
  if (!sentence) return <span />
  return (
    <Link
      to="/oncall"
      title={t('shell:duty.details')}
      className="flex min-w-0 items-center gap-2 py-1 text-ink-soft hover:text-ink max-md:min-h-11 max-md:text-small"
    >
      <OnCallIcon className={`size-4 shrink-0 ${sentence.isOn ? 'text-accent' : ''}`} aria-hidden />
      <span className={`line-clamp-2 ${sentence.isOn ? 'font-medium text-ink' : ''}`}>{sentence.text}</span>
    </Link>
  )
}

function useDutySentence(): { text: string; isOn: boolean } | undefined {
  const { t } = useText()
  const viewer = useViewer()
  const session = useSession()
  const now = useNow(60_000)
  const { data } = useQuery({ ...onCallQuery(), enabled: useMay('oncall.read') })
  if (!data || !session || data.items.length === 0) return undefined
  const duty = dutyOf(data.items, session.user.key)
  if (duty.kind === 'off') {
    const text = duty.nextFrom
      ? t('shell:duty.offWithNext', { from: formatMoment(duty.nextFrom, now, viewer) })
      : t('shell:duty.off')
    return { text, isOn: false }
  }
  const schedules = formatNames(duty.schedules, viewer.language)
  if (!duty.until) return { text: t('shell:duty.onOpenEnd', { schedules }), isOn: true }
  const until = formatMoment(duty.until, now, viewer)
  const { follower } = duty
  const text =
    follower.kind === 'person'
      ? t('shell:duty.onWithNext', { schedules, until, next: follower.user.name })
      : t(follower.kind === 'nobody' ? 'shell:duty.onThenNobody' : 'shell:duty.onUntil', { schedules, until })
  return { text, isOn: true }
}
