import { Link } from '@tanstack/react-router'
import { CollapseIcon, ExpandIcon, SearchIcon } from '../../ui/icons.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { tip } from '../../ui/tooltip.tsx'
import { CustomerSwitcher } from '../customer/switcher.tsx'
import { useText } from '../i18n.ts'
import { useSession } from '../session.ts'
import { AccountMenu } from './account-menu.tsx'
import { phases } from './navigation.ts'
import { RailLink } from './rail-link.tsx'
import { RailPhase } from './rail-phase.tsx'
import { centredWhenNarrow, whenWide } from './rail-style.ts'
import { useNarrowRail } from './use-narrow-rail.ts'
import { usePlaces } from './use-places.ts'

export function Rail({ onHelp, onFind }: { onHelp: () => void; onFind: () => void }) {
  const { t } = useText()
  const [isNarrow] = useNarrowRail()
  const places = usePlaces()
  const at = (position: string) => places.filter((place) => place.position === position)
  return (
    <nav
      aria-label={t('shell:navigation')}
      data-narrow={isNarrow}
      className="group/rail sticky top-0 hidden h-dvh flex-col border-r border-line bg-sunken px-2 pt-3 pb-2 md:flex"
    >
      <Home />
      <CustomerSwitcher />
      <FindButton onFind={onFind} />
      <div className="-mx-2 flex flex-1 flex-col gap-3 overflow-y-auto px-2 py-1">
        <Links places={at('now')} />
        {phases.map((phase) => (
          <RailPhase key={phase} phase={phase} places={at(phase)} />
        ))}
      </div>
      <div className="flex flex-col gap-0.5 border-t border-line pt-2">
        <Links places={at('foot')} />
        <div className="flex items-center gap-0.5 max-lg:flex-col group-data-[narrow=true]/rail:flex-col">
          <AccountMenu onHelp={onHelp} />
          <NarrowButton />
        </div>
      </div>
    </nav>
  )
}

function Links({ places }: { places: ReturnType<typeof usePlaces> }) {
  if (places.length === 0) return null
  return (
    <ul className="flex flex-col gap-0.5">
      {places.map((place) => (
        <li key={place.name}>
          <RailLink place={place} />
        </li>
      ))}
    </ul>
  )
}

function Home() {
  const { t } = useText()
  const session = useSession()
  return (
    <Link
      to="/"
      className={`mb-3 flex items-center gap-2 rounded px-1.5 ${centredWhenNarrow}`}
      aria-label={t('shell:product')}
    >
      <img src="/icon.svg" alt="" className="size-6" />
      <span className={`min-w-0 ${whenWide}`}>
        <span className="block leading-tight font-semibold">{t('shell:product')}</span>
        <span className="block truncate text-small leading-tight text-ink-faint">{session?.organization.name}</span>
      </span>
    </Link>
  )
}

function FindButton({ onFind }: { onFind: () => void }) {
  const { t } = useText()
  return (
    <button
      type="button"
      {...tip(t('shell:palette.title'), 'Mod+K')}
      aria-label={t('shell:palette.title')}
      onClick={onFind}
      className={`mb-2 flex min-h-8 items-center gap-2 rounded-md px-2 text-ink-soft hover:bg-hover hover:text-ink ${centredWhenNarrow}`}
    >
      <SearchIcon className="size-4 shrink-0" aria-hidden />
      <span className={`flex-1 text-left ${whenWide}`}>{t('shell:palette.find')}</span>
      <KeyHint keys="Mod+K" className="max-lg:hidden group-data-[narrow=true]/rail:hidden" />
    </button>
  )
}

function NarrowButton() {
  const { t } = useText()
  const [isNarrow, setNarrow] = useNarrowRail()
  const label = t(isNarrow ? 'shell:rail.widen' : 'shell:rail.narrow')
  const Sign = isNarrow ? ExpandIcon : CollapseIcon
  return (
    <button
      type="button"
      {...tip(label)}
      aria-label={label}
      className="flex size-8 shrink-0 items-center justify-center rounded-md text-ink-faint hover:bg-hover hover:text-ink max-lg:hidden"
      onClick={() => setNarrow(!isNarrow)}
    >
      <Sign className="size-4" aria-hidden />
    </button>
  )
}
