import { Link } from '@tanstack/react-router'
import { MoreIcon } from '../../ui/icons.ts'
import { useText } from '../i18n.ts'
import { useSession } from '../session.ts'
import { AccountMenu } from './account-menu.tsx'
import { places } from './navigation.ts'
import { TriggeredCount } from './rail.tsx'

const tabStyle =
  'relative flex min-h-14 flex-1 flex-col items-center justify-center gap-0.5 text-[0.6875rem] text-ink-soft'

/** The places at the thumb; what is needed by day only is behind the last one. */
export function Tabs({ onHelp }: { onHelp: () => void }) {
  const { t } = useText()
  const session = useSession()
  const shown = places.filter((place) => place.name !== 'sandbox' && session?.can[place.permission])
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
          activeProps={{ className: 'font-semibold text-accent' }}
        >
          <place.icon className="size-5" aria-hidden />
          {t(`shell:nav.${place.name}`)}
          {place.name === 'alerts' && <TriggeredCount className="absolute top-1 left-1/2 ml-1.5" />}
        </Link>
      ))}
      <AccountMenu
        onHelp={onHelp}
        trigger={
          <button type="button" className={tabStyle}>
            <MoreIcon className="size-5" aria-hidden />
            {t('common:action.more')}
          </button>
        }
      />
    </nav>
  )
}
