import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { withTexts } from '../i18n.ts'
import type { consoleRoute } from '../router.tsx'
import { text, withoutUndefined } from '../search-values.ts'

/** What sends to Pikett, and what is watched by not sending. */
export const sourceRoutes = (parent: typeof consoleRoute) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: '/heartbeats',
      validateSearch: (search): { open?: string } => withoutUndefined({ open: text(search['open']) }),
      component: lazyRouteComponent(() => withTexts(import('../../heartbeats/heartbeats-page.tsx')), 'HeartbeatsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/sources',
      component: lazyRouteComponent(() => withTexts(import('../../sources/sources-page.tsx')), 'SourcesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/sources/$key',
      component: lazyRouteComponent(() => withTexts(import('../../sources/source-page.tsx')), 'SourcePage'),
    }),
  ] as const
