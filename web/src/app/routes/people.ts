import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { profileTabs, type ProfileTab } from '../../me/profile-tabs.ts'
import { withTexts } from '../i18n.ts'
import type { consoleRoute } from './console.ts'
import { oneOf, withoutUndefined } from '../search-values.ts'

/** The people, their teams, and oneself. */
export const peopleRoutes = (parent: typeof consoleRoute) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: '/me',
      validateSearch: (search): { tab?: ProfileTab } => withoutUndefined({ tab: oneOf(profileTabs, search['tab']) }),
      component: lazyRouteComponent(() => withTexts(import('../../me/profile-page.tsx')), 'ProfilePage'),
    }),
  ] as const
