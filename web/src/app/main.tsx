import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { onClosed, onSessionEnded } from '../api/client.ts'
import type { Session } from '../api/types.ts'
import { loadOffline, offlineComesFrom } from '../offline/load.ts'
import { optional } from '../ui/on-demand.tsx'
import { loadLaterTexts, startTranslation, TextProvider } from './i18n.ts'
import { onLeftElsewhere } from './leaving.ts'
import { queryClient } from './query.ts'
import { router } from './router.tsx'
import { sessionQuery } from './session.ts'
import { rememberKeys } from './shortcuts.ts'
import './styles.css'

/** Safari has no idle callback. */
const requestIdle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1_000))

const Overlays = optional(async () => {
  await new Promise<void>((resolve) => requestIdle(() => resolve()))
  return (await import('../ui/overlays.tsx')).Overlays
})

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
  onSessionEnded(() =>
    loadOffline().then(
      (offline) => offline.forget(),
      () => {},
    ),
  )
  onLeftElsewhere(() => {
    queryClient.setQueryData(sessionQuery.queryKey, null)
    void router.navigate({ to: '/sign-in' }).then(() => queryClient.clear())
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
          <Overlays />
        </TextProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
  // So that every view can be opened when the connection is gone.
  requestIdle(() => void loadLaterTexts().catch(() => {}))
}

const root = document.getElementById('root')
if (root) void start(root)
