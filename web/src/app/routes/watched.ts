import { createRoute } from '@tanstack/react-router'
import { withTexts } from '../i18n.ts'
import { inCalendar } from '../in-calendar.ts'
import { lazyView } from '../lazy-view.ts'
import type { consoleRoute } from './console.ts'
import { oneOf, text, withoutUndefined } from '../search-values.ts'

const tabs = ['overview', 'settings'] as const

interface TabSearch {
  tab?: (typeof tabs)[number] | undefined
}

const tabSearch = (search: Record<string, unknown>): TabSearch => withoutUndefined({ tab: oneOf(tabs, search['tab']) })
const wordSearch = (search: Record<string, unknown>): { q?: string | undefined } =>
  withoutUndefined({ q: text(search['q']) })

/** What is watched, and for whom: heartbeats, maintenance windows, services and customers. */
export const watchedRoutes = (parent: typeof consoleRoute) =>
  [
    ...heartbeatRoutes(parent),
    ...maintenanceRoutes(parent),
    ...serviceRoutes(parent),
    ...customerRoutes(parent),
  ] as const

const heartbeatRoutes = (parent: typeof consoleRoute) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: '/heartbeats',
      validateSearch: wordSearch,
      component: lazyView(() => withTexts(import('../../heartbeats/heartbeats-page.tsx')), 'HeartbeatsPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/heartbeats/new',
      component: lazyView(() => withTexts(import('../../heartbeats/heartbeat-form.tsx')), 'NewHeartbeatPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/heartbeats/$key',
      validateSearch: tabSearch,
      component: lazyView(() => withTexts(import('../../heartbeats/heartbeat-page.tsx')), 'HeartbeatPage'),
    }),
  ] as const

const maintenanceRoutes = (parent: typeof consoleRoute) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: '/maintenance',
      component: lazyView(() => inCalendar(() => import('../../maintenance/maintenance-page.tsx')), 'MaintenancePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/maintenance/new',
      component: lazyView(() => inCalendar(() => import('../../maintenance/window-form.tsx')), 'NewWindowPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/maintenance/$key',
      validateSearch: (search): { edit?: 'yes' } => (search['edit'] === 'yes' ? { edit: 'yes' } : {}),
      component: lazyView(() => inCalendar(() => import('../../maintenance/window-page.tsx')), 'WindowPage'),
    }),
  ] as const

const serviceRoutes = (parent: typeof consoleRoute) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: '/services',
      validateSearch: wordSearch,
      component: lazyView(() => withTexts(import('../../services/services-page.tsx')), 'ServicesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/services/new',
      component: lazyView(() => withTexts(import('../../services/service-form.tsx')), 'NewServicePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/services/$key',
      validateSearch: tabSearch,
      component: lazyView(() => withTexts(import('../../services/service-page.tsx')), 'ServicePage'),
    }),
  ] as const

const customerRoutes = (parent: typeof consoleRoute) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: '/customers',
      validateSearch: wordSearch,
      component: lazyView(() => inCalendar(() => import('../../customers/customers-page.tsx')), 'CustomersPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/customers/new',
      component: lazyView(() => inCalendar(() => import('../../customers/customer-form.tsx')), 'NewCustomerPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/customers/$key',
      validateSearch: tabSearch,
      component: lazyView(() => inCalendar(() => import('../../customers/customer-page.tsx')), 'CustomerPage'),
    }),
  ] as const
