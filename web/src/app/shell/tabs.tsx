import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { onDemand } from '../../ui/on-demand.tsx'
import { MoreIcon } from '../../ui/icons.ts'
import { useText } from '../i18n.ts'
import { TriggeredCount } from './rail-link.tsx'
import { usePlaces } from './use-places.ts'

const MoreSheet = onDemand(async () => (await import('./more-sheet.tsx')).default)

const tabStyle =
  'relative flex min-h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-[0.6875rem] text-ink-soft'

/** The places at the thumb; what is needed by day only is behind the last one. */
export function Tabs() {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const shown = usePlaces()
    .filter((place) => place.tab !== undefined)
    .sort((one, other) => (one.tab ?? 0) - (other.tab ?? 0))
  return (
    <nav
      aria-label={t('shell:navigation')}
      className="bottom-safe fixed inset-x-0 bottom-0 z-20 flex border-t border-line bg-surface md:hidden"
    >
      {shown.map((place) => (
        <Link
          key={place.name}
          to={place.to}
          className={tabStyle}
          activeOptions={{ exact: place.position === 'now' }}
          activeProps={{ className: 'font-semibold text-accent' }}
        >
          <place.icon className="size-5" aria-hidden />
          <span className="max-w-full truncate px-0.5">{t(`shell:nav.${place.name}`)}</span>
          {place.name === 'alerts' && <TriggeredCount className="absolute top-1 left-1/2 ml-1.5" />}
        </Link>
      ))}
      <button
        type="button"
        aria-haspopup="dialog"
        className={tabStyle}
        onPointerDown={() => void MoreSheet.load()}
        onClick={() => setOpen(true)}
      >
        <MoreIcon className="size-5" aria-hidden />
        {t('common:action.more')}
      </button>
      {open && <MoreSheet onClose={() => setOpen(false)} />}
    </nav>
  )
}
