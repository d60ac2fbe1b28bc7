import { Button } from '../../ui/button.tsx'
import { CreateIcon, SearchIcon } from '../../ui/icons.ts'
import { optional } from '../../ui/on-demand.tsx'
import { tip } from '../../ui/tooltip.tsx'
import { CustomerStrip } from '../customer/switcher.tsx'
import { useText } from '../i18n.ts'
import { useMay, useSession } from '../session.ts'
import { Duty } from './duty.tsx'
import { useSignOut } from './use-account.ts'

const LiveBanner = optional(async () => (await import('./live-banner.tsx')).LiveBanner)

/** Always in sight: who is on call, and on a phone what everything is narrowed to. */
export function Header({ onCreate, onFind }: { onCreate: () => void; onFind: () => void }) {
  const { t } = useText()
  const session = useSession()
  const mayCreate = useMay('alerts.create')
  return (
    <header ref={measure} className="sticky top-0 z-10 border-b border-line bg-ground">
      {session?.demo && (
        <p className="hatched bg-simulation-soft px-4 py-0.5 text-center text-small text-simulation">
          {t('shell:demo')} <LeaveDemo />
        </p>
      )}
      <div className="flex min-h-12 items-center gap-1 px-4 max-md:pr-1 md:gap-3 md:px-6">
        <div className="min-w-0 flex-1">
          <Duty />
        </div>
        <Button look="ghost" size="icon" className="md:hidden" aria-label={t('shell:palette.title')} onClick={onFind}>
          <SearchIcon />
        </Button>
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
      <CustomerStrip />
      <LiveBanner />
    </header>
  )
}

/** Back to the door: to sign in as oneself, or to set Pikett up. */
function LeaveDemo() {
  const { t } = useText()
  return (
    <button type="button" onClick={useSignOut()} className="min-h-6 font-medium underline max-md:min-h-8">
      {t('shell:leaveDemo')}
    </button>
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
