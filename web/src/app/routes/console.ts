import { createRootRoute, createRoute, Outlet, redirect, retainSearchParams } from '@tanstack/react-router'
import { setupQuery } from '../../auth/queries.ts'
import { BrokenView, UnknownPage } from '../broken.tsx'
import { readCustomerScope, type CustomerSearch } from '../customer-scope.ts'
import { chosenLanguage, switchLanguage } from '../i18n.ts'
import { isLeaving } from '../leaving.ts'
import { readOpen, type OpenSearch } from '../open-search.ts'
import { queryClient } from '../query.ts'
import { sessionQuery } from '../session.ts'
import { Shell } from '../shell/shell.tsx'

export const root = createRootRoute({ component: Outlet, notFoundComponent: UnknownPage, errorComponent: BrokenView })

interface ShellSearch extends CustomerSearch, OpenSearch {}

/** Everything that needs a session, inside the shell. */
export const consoleRoute = createRoute({
  getParentRoute: () => root,
  id: 'console',
  component: Shell,
  validateSearch: (search): ShellSearch => ({ ...readCustomerScope(search), ...readOpen(search) }),
  search: { middlewares: [retainSearchParams<ShellSearch>(['customer'])] },
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery)
    const next = location.pathname === '/' ? {} : { next: location.href }
    if (session?.mustAddFactor) throw redirect({ to: '/second-factor', search: next })
    if (session) {
      // In the demo the account is not the visitor's; his browser knows his language better.
      if (!chosenLanguage() && !session.demo) await switchLanguage(session.user.language, false)
      return
    }
    if (isLeaving()) throw redirect({ to: '/sign-in' })
    const { needed } = await queryClient.fetchQuery(setupQuery)
    if (needed) throw redirect({ to: '/setup' })
    throw redirect({ to: '/sign-in', search: next })
  },
})
