import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { onClosed } from '../api/client.ts'
import type { Session } from '../api/types.ts'
import { loadOffline, offlineComesFrom } from '../offline/load.ts'
import { Toasts } from '../ui/toast.tsx'
import { TooltipLayer } from '../ui/tooltip.tsx'
import { loadLaterTexts, startTranslation, TextProvider } from './i18n.ts'
import { queryClient } from './query.ts'
import { router } from './router.tsx'
import { sessionQuery } from './session.ts'
import { rememberKeys } from './shortcuts.ts'
import './styles.css'

async function start(root: HTMLElement) {
  rememberKeys()
  offlineComesFrom(() => import('../offline/offline.ts'))
  onClosed((why) => {
    // Only who was signed in has lost something; the first question of a new visitor is answered by the router.
    const session = queryClient.getQueryData(sessionQuery.queryKey)
    if (!session) return
    const { pathname, href: next } = router.state.location
    if (why === 'factor') {
      const limited: Session = { ...session, mustAddFactor: true }
      queryClient.setQueryData(sessionQuery.queryKey, limited)
      if (pathname !== '/second-factor') void router.navigate({ to: '/second-factor', search: { next } })
      return
    }
    queryClient.setQueryData(sessionQuery.queryKey, null)
    void loadOffline().then(
      (offline) => offline.forget(),
      () => {},
    )
    void router.navigate({ to: '/sign-in', search: { next, ended: 'yes' } })
  })
  await startTranslation()
  // The condition is false in what is built, and the design page is not in it.
  if (import.meta.env.DEV && location.pathname === '/design') {
    const { showDesign } = await import('../design/design.tsx')
    return showDesign(root)
  }
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <TextProvider>
          <RouterProvider router={router} />
          <Toasts />
          <TooltipLayer />
        </TextProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
  // So that every view can be opened when the connection is gone.
  requestIdle(() => void loadLaterTexts().catch(() => {}))
}

/** Safari has no idle callback. */
const requestIdle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1_000))

const root = document.getElementById('root')
if (root) void start(root)
