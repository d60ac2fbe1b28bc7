import { createRoute } from '@tanstack/react-router'
import type { OverviewSearch } from '../../oncall/overview/filter.ts'
import { readScheduleSearch } from '../../oncall/schedule/search.ts'
import { readPolicySearch } from '../../policies/search.ts'
import { lazyView } from '../lazy-view.ts'
import { inCalendar } from '../in-calendar.ts'
import type { consoleRoute } from './console.ts'
import { text, withoutUndefined } from '../search-values.ts'

const copyOf = (search: Record<string, unknown>): { from?: string } => withoutUndefined({ from: text(search['from']) })

/** Who is on call when, and who is paged in which order. */
export const onCallRoutes = (parent: typeof consoleRoute) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: '/oncall',
      validateSearch: (search): OverviewSearch =>
        withoutUndefined({ at: text(search['at']), team: text(search['team']), person: text(search['person']) }),
      component: lazyView(() => inCalendar(() => import('../../oncall/on-call-page.tsx')), 'OnCallPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/oncall/$key',
      validateSearch: readScheduleSearch,
      component: lazyView(() => inCalendar(() => import('../../oncall/schedule/schedule-page.tsx')), 'SchedulePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/new/schedule',
      validateSearch: copyOf,
      component: lazyView(() => inCalendar(() => import('../../oncall/edit/new-schedule-page.tsx')), 'NewSchedulePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/policies',
      component: lazyView(() => inCalendar(() => import('../../policies/policies-page.tsx')), 'PoliciesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/policies/$key',
      validateSearch: readPolicySearch,
      component: lazyView(() => inCalendar(() => import('../../policies/policy-page.tsx')), 'PolicyPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/new/policy',
      validateSearch: copyOf,
      component: lazyView(() => inCalendar(() => import('../../policies/edit/new-policy-page.tsx')), 'NewPolicyPage'),
    }),
  ] as const
