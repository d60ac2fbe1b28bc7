import { createRoute } from '@tanstack/react-router'
import type { Role } from '../../../../contract/keys.ts'
import { profileTabs, type ProfileTab } from '../../me/profile-tabs.ts'
import type { PeopleSearch } from '../../people/search.ts'
import { withTexts } from '../i18n.ts'
import { lazyView } from '../lazy-view.ts'
import type { consoleRoute } from './console.ts'
import { oneOf, text, withoutUndefined } from '../search-values.ts'

const roleNames: readonly Role[] = ['owner', 'admin', 'manager', 'responder', 'stakeholder']

const peopleSearch = (search: Record<string, unknown>): PeopleSearch =>
  withoutUndefined({
    view: oneOf(['readiness'] as const, search['view']),
    q: text(search['q']),
    role: oneOf(roleNames, search['role']),
    team: text(search['team']),
  })

/** The people, their teams, and oneself. */
export const peopleRoutes = (parent: typeof consoleRoute) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: '/people',
      validateSearch: peopleSearch,
      component: lazyView(() => withTexts(import('../../people/people-page.tsx')), 'PeoplePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/people/$key',
      component: lazyView(() => withTexts(import('../../people/person/person-page.tsx')), 'PersonPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/teams',
      component: lazyView(() => withTexts(import('../../teams/teams-page.tsx')), 'TeamsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/teams/$key',
      component: lazyView(() => withTexts(import('../../teams/team-page.tsx')), 'TeamPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/me',
      validateSearch: (search): { tab?: ProfileTab } => withoutUndefined({ tab: oneOf(profileTabs, search['tab']) }),
      component: lazyView(() => withTexts(import('../../me/profile-page.tsx')), 'ProfilePage'),
    }),
  ] as const
