import { createRoute, createRouter } from '@tanstack/react-router'
import { readFilters } from '../alerts/filters.ts'
import { BrokenView, UnknownPage } from './broken.tsx'
import { withTexts } from './i18n.ts'
import { lazyView } from './lazy-view.ts'
import { consoleRoute, root } from './routes/console.ts'
import { onCallRoutes } from './routes/oncall.ts'
import { peopleRoutes } from './routes/people.ts'
import { settingsRoutes } from './routes/settings.ts'
import { sourceRoutes } from './routes/sources.ts'
import { watchedRoutes } from './routes/watched.ts'
import { text, withoutUndefined } from './search-values.ts'

const consoleChildren = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/',
    component: lazyView(() => import('../now/now-page.tsx'), 'NowPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/alerts',
    validateSearch: readFilters,
    component: lazyView(() => withTexts(import('../alerts/alert-list-page.tsx')), 'AlertListPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/alerts/$id',
    component: lazyView(() => withTexts(import('../alerts/page/alert-page.tsx')), 'AlertPage'),
  }),
  ...onCallRoutes(consoleRoute),
  ...sourceRoutes(consoleRoute),
  ...settingsRoutes(consoleRoute),
  ...watchedRoutes(consoleRoute),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/sandbox',
    component: lazyView(() => withTexts(import('../sandbox/sandbox-page.tsx')), 'SandboxPage'),
  }),
  createRoute({
    getParentRoute: () => consoleRoute,
    path: '/sandbox/$person',
    validateSearch: (search): { mail?: string } => withoutUndefined({ mail: text(search['mail']) }),
    component: lazyView(() => withTexts(import('../sandbox/sandbox-page.tsx')), 'SandboxPage'),
  }),
  ...peopleRoutes(consoleRoute),
] as const

const publicChildren = [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: (search): { next?: string; ended?: string } =>
      withoutUndefined({ next: text(search['next']), ended: text(search['ended']) }),
    component: lazyView(() => withTexts(import('../auth/sign-in-page.tsx')), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/second-factor',
    validateSearch: (search): { next?: string } => withoutUndefined({ next: text(search['next']) }),
    component: lazyView(() => withTexts(import('../auth/factor-page.tsx')), 'FactorPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/setup',
    validateSearch: (search): { code?: string } => withoutUndefined({ code: text(search['code']) }),
    component: lazyView(() => withTexts(import('../auth/setup-page.tsx')), 'SetupPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invitations/$token',
    component: lazyView(() => withTexts(import('../auth/invitation-page.tsx')), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/password-reset',
    component: lazyView(() => withTexts(import('../auth/password-reset-page.tsx')), 'PasswordResetPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/password-reset/$token',
    component: lazyView(() => withTexts(import('../auth/new-password-page.tsx')), 'NewPasswordPage'),
  }),
] as const

export const router = createRouter({
  routeTree: root.addChildren([consoleRoute.addChildren(consoleChildren), ...publicChildren]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: BrokenView,
  defaultNotFoundComponent: UnknownPage,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
