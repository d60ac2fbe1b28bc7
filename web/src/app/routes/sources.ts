import { createRoute } from '@tanstack/react-router'
import type { SourceType } from '../../../../contract/config/source.ts'
import type { EventOutcome } from '../../api/types.ts'
import { withTexts } from '../i18n.ts'
import { lazyView } from '../lazy-view.ts'
import type { consoleRoute } from './console.ts'
import { oneOf, text, withoutUndefined } from '../search-values.ts'

const sourceTabs = ['guide', 'events', 'rules', 'settings'] as const

const outcomes: readonly EventOutcome[] = [
  'created',
  'repeated',
  'acknowledged',
  'resolved',
  'dropped',
  'rejected',
  'change',
]

interface SourceSearch {
  tab?: (typeof sourceTabs)[number] | undefined
  outcome?: EventOutcome | undefined
  q?: string | undefined
  about?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const sourceSearch = (search: Record<string, unknown>): SourceSearch =>
  withoutUndefined({
    tab: oneOf(sourceTabs, search['tab']),
    outcome: oneOf(outcomes, search['outcome']),
    q: text(search['q']),
    about: text(search['about']),
    from: text(search['from']),
    to: text(search['to']),
  })

const listSearch = (search: Record<string, unknown>): { q?: string | undefined; type?: string | undefined } =>
  withoutUndefined({ q: text(search['q']), type: text(search['type']) })

/** A type that there is none of shows the catalogue. */
const catalogueSearch = (
  search: Record<string, unknown>,
): { q?: string | undefined; type?: SourceType | undefined } => {
  const type = text(search['type'])
  return withoutUndefined({ q: text(search['q']), type: type && /^[a-z]+$/.test(type) ? type : undefined })
}

/** What sends to Pikett. */
export const sourceRoutes = (parent: typeof consoleRoute) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: '/sources',
      validateSearch: listSearch,
      component: lazyView(() => withTexts(import('../../sources/sources-page.tsx')), 'SourcesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/sources/new',
      validateSearch: catalogueSearch,
      component: lazyView(() => withTexts(import('../../sources/catalogue/catalogue-page.tsx')), 'CataloguePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/sources/$key',
      validateSearch: sourceSearch,
      component: lazyView(() => withTexts(import('../../sources/source-page.tsx')), 'SourcePage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/lookup-tables',
      component: lazyView(() => withTexts(import('../../lookup-tables/tables-page.tsx')), 'LookupTablesPage'),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: '/lookup-tables/$key',
      component: lazyView(() => withTexts(import('../../lookup-tables/table-page.tsx')), 'LookupTablePage'),
    }),
  ] as const
