import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Alert } from '../api/types.ts'
import { useCommands } from '../app/commands.ts'
import { useText, type Translate } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { cn } from '../ui/class-names.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { AlertRow, columns } from './alert-row.tsx'
import { useAnswers } from './answers.ts'
import { FilterBar } from './filter-bar.tsx'
import { focusLastOpened } from './last-opened.ts'
import { ListEmpty } from './list-empty.tsx'
import { undoResolve } from './pending-resolve.ts'
import { alertListQuery } from './queries.ts'
import { useHeldRows } from './use-held-rows.ts'

export function AlertListPage() {
  const { t } = useText()
  const filters = useSearch({ from: '/console/alerts' })
  const query = useInfiniteQuery(alertListQuery(filters))
  const fresh = query.data?.pages.flatMap((page) => page.items)
  const list = useRef<HTMLUListElement>(null)
  const { rows, held, arrived, follow } = useHeldRows(fresh, list, JSON.stringify(filters))
  const answers = useAnswers()
  useListKeys(list, rows, answers)
  const isFilled = rows.length > 0
  useEffect(() => {
    if (isFilled && list.current) focusLastOpened(list.current)
  }, [isFilled])

  return (
    <>
      <PageHeader title={t('alerts:list.title')} isHiddenOnPhone>
        <FilterBar filters={filters} />
      </PageHeader>
      {held > 0 && (
        <div className="pointer-events-none sticky top-[calc(var(--header-height)+0.5rem)] z-10 -mb-7 max-md:-mb-11 flex justify-center">
          <Button
            look="primary"
            size="small"
            className="pointer-events-auto rounded-full shadow-float"
            onClick={follow}
            aria-label={t('alerts:list.freshFull', { count: held })}
          >
            {t('alerts:list.fresh', { count: held })}
          </Button>
        </div>
      )}
      {query.isPending && <SkeletonRows rows={12} />}
      {query.isError && !fresh && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {fresh && rows.length === 0 && <ListEmpty filters={filters} />}
      {rows.length > 0 && <ColumnHead />}
      <ul ref={list} aria-label={t('alerts:list.name')}>
        {rows.map((alert) => (
          <AlertRow key={alert.id} alert={alert} answers={answers} arrived={arrived.has(alert.id)} />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="flex justify-center py-4">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('common:action.loadMore')}
          </Button>
        </div>
      )}
    </>
  )
}

/** For the eye only; each row says by itself what it holds. */
function ColumnHead() {
  const { t } = useText()
  const cell = 'truncate'
  return (
    <div aria-hidden className={cn('hidden border-b border-line px-6 py-1 text-small text-ink-faint', columns)}>
      <span className={cell}>{t('alerts:list.column.status')}</span>
      <span className={cell}>{t('alerts:list.column.number')}</span>
      <span className={cell}>{t('alerts:list.column.summary')}</span>
      <span className="truncate max-lg:hidden">{t('alerts:list.column.about')}</span>
      <span className="truncate text-right">{t('alerts:list.column.age')}</span>
      <span className={cell}>{t('alerts:list.column.next')}</span>
      <span />
    </div>
  )
}

/** The keys act on the row that has the focus, so that the eye, the focus ring and the keyboard never disagree. */
function useListKeys(
  list: React.RefObject<HTMLUListElement | null>,
  rows: Alert[],
  answers: ReturnType<typeof useAnswers>,
) {
  const navigate = useNavigate()
  const { t } = useText()
  const may = useMay('alerts.answer')
  const links = () =>
    [...(list.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])].filter((link) => link.offsetParent)
  const focused = () => document.activeElement?.closest<HTMLElement>('[data-alert]')?.dataset['alert']

  function move(step: 1 | -1) {
    const all = links()
    const index = all.findIndex((link) => link.closest<HTMLElement>('[data-alert]')?.dataset['alert'] === focused())
    const next = all[index < 0 ? 0 : Math.min(Math.max(index + step, 0), all.length - 1)]
    next?.focus()
    next?.scrollIntoView({ block: 'nearest' })
  }

  const withFocused = (run: (alert: Alert) => void) => () => {
    const alert = rows.find((row) => row.id === focused())
    if (alert) run(alert)
  }

  const openFocused = withFocused((alert) => void navigate({ to: '/alerts/$id', params: { id: `${alert.number}` } }))
  useCommands(t('shell:shortcuts.list'), [
    { id: 'list.down', label: t('shell:shortcuts.down'), keys: 'j', run: () => move(1), isKeyOnly: true },
    { id: 'list.up', label: t('shell:shortcuts.up'), keys: 'k', run: () => move(-1), isKeyOnly: true },
    { id: 'list.open', label: t('shell:shortcuts.open'), keys: 'o', run: openFocused, isKeyOnly: true },
    ...(may
      ? answerKeys(t, { acknowledge: withFocused(answers.acknowledge), resolve: withFocused(answers.resolve) })
      : []),
  ])
}

const answerKeys = (t: Translate, { acknowledge, resolve }: { acknowledge: () => void; resolve: () => void }) => [
  { id: 'list.acknowledge', label: t('alerts:action.acknowledge'), keys: 'a', run: acknowledge, isKeyOnly: true },
  { id: 'list.resolve', label: t('alerts:action.resolve'), keys: 'r', run: resolve, isKeyOnly: true },
  { id: 'list.undo', label: t('shell:shortcuts.undo'), keys: 'u', run: () => void undoResolve(), isKeyOnly: true },
]
