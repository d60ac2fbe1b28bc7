import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { loadOffline } from '../../offline/load.ts'
import { onDemand, optional } from '../../ui/on-demand.tsx'
import { Opening } from '../../ui/opening.tsx'
import { useText, withTexts } from '../i18n.ts'
import { useCustomerScope } from '../customer-scope.ts'
import { useLiveChanges } from '../live.ts'
import { useSession } from '../session.ts'
import { Header } from './header.tsx'
import { Rail } from './rail.tsx'
import { Tabs } from './tabs.tsx'
import { useNarrowRail } from './use-narrow-rail.ts'
import { useWaiting } from './use-waiting.ts'
import { useShellCommands, type ShellSheet } from './use-shell-commands.ts'

const RingingPill = optional(async () => (await import('../../sandbox/ringing-pill.tsx')).RingingPill)
const CreateAlertDialog = onDemand(
  async () => (await withTexts(import('../../alerts/create-dialog.tsx'))).CreateAlertDialog,
  <Opening />,
)
const Palette = onDemand(async () => (await withTexts(import('../palette/palette.tsx'))).default, <Opening />)
const ScopeNote = optional(async () => (await withTexts(import('../customer/scope-note.tsx'))).ScopeNote)
const ShortcutHelp = onDemand(async () => (await import('./shortcut-help.tsx')).ShortcutHelp, <Opening />)

const keepLastState = () => loadOffline().then((offline) => offline.start())

const idleMilliseconds = 2_500

/** Rail, header and the view; on a phone the header and five tabs at the thumb. */
export function Shell() {
  const { t } = useText()
  const session = useSession()
  const [sheet, setSheet] = useState<ShellSheet>()
  useLiveChanges()
  useWaiting()
  useShellCommands(setSheet)
  const main = useFocusOnNavigation()
  useEffect(() => whenIdle(Palette.load), [])
  useEffect(() => whenIdle(keepLastState), [])
  const [isNarrow] = useNarrowRail()
  const { customer } = useCustomerScope()
  if (!session) return null
  return (
    <div
      className={`min-h-dvh md:grid md:grid-cols-[3.5rem_minmax(0,1fr)] ${isNarrow ? '' : 'lg:grid-cols-[13rem_minmax(0,1fr)]'}`}
    >
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t('shell:skip')}
      </a>
      <Rail onHelp={() => setSheet('help')} onFind={() => setSheet('palette')} />
      <div className="flex min-w-0 flex-col">
        <Header onCreate={() => setSheet('create')} onFind={() => setSheet('palette')} />
        <main id="content" ref={main} tabIndex={-1} className="min-w-0 flex-1 pb-20 outline-none md:pb-6">
          {customer !== undefined && <ScopeNote />}
          <Outlet />
        </main>
      </div>
      <Tabs />
      {session.can['sandbox.use'] && <RingingPill />}
      {sheet === 'create' && <CreateAlertDialog open onClose={() => setSheet(undefined)} />}
      {sheet === 'palette' && <Palette onClose={() => setSheet(undefined)} />}
      {sheet === 'help' && <ShortcutHelp open onClose={() => setSheet(undefined)} />}
    </div>
  )
}

/** Downloads what will be wanted soon, once nothing more urgent is under way. */
function whenIdle(load: () => Promise<unknown>) {
  // Safari knows no idle time.
  // Without a network it is asked for again when it is wanted.
  const timer = setTimeout(() => void load().catch(() => undefined), idleMilliseconds)
  return () => clearTimeout(timer)
}

/** After going to another view, the next Tab and the screen reader begin at its start, not at the link that was left. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null)
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const known = useRef(pathname)
  useEffect(() => {
    const moved = known.current !== undefined && known.current !== pathname
    known.current = pathname
    if (moved && !main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true })
  }, [pathname])
  return main
}
