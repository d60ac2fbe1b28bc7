import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { loadLaterTexts, TextProvider } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { Toasts } from '../ui/toasts.tsx'
import { TooltipLayer } from '../ui/tooltip-layer.tsx'
import { Actions } from './actions.tsx'
import { Colours } from './colours.tsx'
import { Fields } from './fields.tsx'
import { Lists } from './lists.tsx'
import { Overlays } from './overlays.tsx'

function Design() {
  return (
    <main className="mx-auto max-w-7xl px-6 py-6">
      <h1 className="text-title font-semibold">The parts of the console</h1>
      <p className="mb-5 text-ink-soft">
        Every part in every state, in both themes. Take what is here before making something new; what is missing
        belongs here too.
      </p>
      <Colours />
      <Actions />
      <Fields />
      <Overlays />
      <Lists />
      <Toasts />
      <TooltipLayer />
    </main>
  )
}

/** Shows the design system at /design. In development only: main.tsx leaves it out of what is shipped. */
export async function showDesign(root: HTMLElement): Promise<void> {
  await loadLaterTexts()
  const routeTree = createRootRoute({ component: Design, notFoundComponent: Design })
  const router = createRouter({ routeTree, history: createMemoryHistory() })
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <TextProvider>
        <RouterProvider router={router as never} />
      </TextProvider>
    </QueryClientProvider>,
  )
}
