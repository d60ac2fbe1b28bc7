import { createRoute, redirect } from '@tanstack/react-router'
import type { AuditSearch } from '../../settings/audit/filter.ts'
import { withTexts } from '../i18n.ts'
import { lazyView } from '../lazy-view.ts'
import { queryClient } from '../query.ts'
import type { consoleRoute } from './console.ts'
import { oneOf, text, withoutUndefined } from '../search-values.ts'
import { sessionQuery } from '../session.ts'
import { stepNames } from '../../welcome/steps.ts'

/** The settings, section by section, and the path of the first ten minutes. */
export function settingsRoutes(parent: typeof consoleRoute) {
  const frame = frameRoute(parent)
  return [
    frame.addChildren([indexRoute(frame), ...sectionRoutes(frame), auditRoute(frame)]),
    welcomeRoute(parent),
  ] as const
}

const frameRoute = (parent: typeof consoleRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/settings',
    component: lazyView(() => withTexts(import('../../settings/settings-page.tsx')), 'SettingsPage'),
  })
type Frame = ReturnType<typeof frameRoute>

/** `none`: every step is closed. */
const openSteps = ['none', ...stepNames] as const

const welcomeRoute = (parent: typeof consoleRoute) =>
  createRoute({
    getParentRoute: () => parent,
    path: '/welcome',
    validateSearch: (search): { step?: (typeof openSteps)[number] } =>
      withoutUndefined({ step: oneOf(openSteps, search['step']) }),
    component: lazyView(() => withTexts(import('../../welcome/welcome-page.tsx')), 'WelcomePage'),
  })

/** At a desk the second column stands beside a section at once; a phone has the list first. */
const isDesk = () => window.matchMedia('(min-width: 48rem)').matches

const indexRoute = (frame: Frame) =>
  createRoute({
    getParentRoute: () => frame,
    path: '/',
    beforeLoad: async (): Promise<void> => {
      if (!isDesk()) return
      const session = await queryClient.ensureQueryData(sessionQuery)
      const maySee = session?.can['config.read']
      throw redirect({ to: maySee ? '/settings/organization' : '/settings/about', replace: true })
    },
  })

type Component = ReturnType<typeof lazyView>

const section = <const Path extends string>(frame: Frame, path: Path, component: Component) =>
  createRoute({ getParentRoute: () => frame, path, component })

const sectionRoutes = (frame: Frame) =>
  [
    section(
      frame,
      '/organization',
      lazyView(() => import('../../settings/organization/organization-page.tsx'), 'OrganizationPage'),
    ),
    section(
      frame,
      '/channels',
      lazyView(() => import('../../settings/channels/channels-page.tsx'), 'ChannelsPage'),
    ),
    section(
      frame,
      '/api-keys',
      lazyView(() => import('../../settings/api-keys/api-keys-page.tsx'), 'ApiKeysPage'),
    ),
    section(
      frame,
      '/configuration',
      lazyView(() => import('../../settings/configuration/configuration-page.tsx'), 'ConfigurationPage'),
    ),
    section(
      frame,
      '/retention',
      lazyView(() => import('../../settings/retention/retention-page.tsx'), 'RetentionPage'),
    ),
    section(
      frame,
      '/about',
      lazyView(() => import('../../settings/about/about-page.tsx'), 'AboutPage'),
    ),
  ] as const

const auditSearch = (search: Record<string, unknown>): AuditSearch =>
  withoutUndefined({
    actor: text(search['actor']),
    action: text(search['action']),
    subject: text(search['subject']),
    from: text(search['from']),
    to: text(search['to']),
  })

const auditRoute = (frame: Frame) =>
  createRoute({
    getParentRoute: () => frame,
    path: '/audit',
    validateSearch: auditSearch,
    component: lazyView(() => import('../../settings/audit/audit-page.tsx'), 'AuditPage'),
  })
