import type { Virtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Alert } from '../../api/types.ts'
import { useMay } from '../../app/session.ts'
import { useDesk } from '../../app/use-desk.ts'
import { LoadFailed } from '../../ui/notice.tsx'
import { onDemand } from '../../ui/on-demand.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { useAnswers } from '../answers.ts'
import type { AlertFilters } from '../filters.ts'
import { takeLastOpened } from '../last-opened.ts'
import { ListEmpty } from '../list-empty.tsx'
import { AlertRow } from './alert-row.tsx'
import { useAtTop } from './at-top.ts'
import type { BulkVerb } from './bulk.ts'
import { ColumnHead } from './column-head.tsx'
import { FreshPill } from './fresh-pill.tsx'
import { GroupHeading } from './group-heading.tsx'
import { itemsOf, type ListItem } from './items.ts'
import { useListKeys } from './list-keys.ts'
import { Members } from './members.tsx'
import { useAlertList } from './use-alert-list.ts'
import { useBulk } from './use-bulk.ts'
import { useFocusRow } from './use-focus-row.ts'
import { useRowActs } from './use-row-acts.ts'
import { useSelection, type Choosing } from './use-selection.ts'
import { Rows } from './rows.tsx'

/** Few select; whoever does has it a moment later, and from then on at once. */
const BulkBar = onDemand(async () => (await import('./bulk-bar.tsx')).BulkBar)

const noAlerts: Alert[] = []
const noneArrived: ReadonlySet<string> = new Set()

/** One list of alerts with everything that can be done in it. */
export function AlertList({ filters, choosing }: { filters: AlertFilters; choosing: Choosing }) {
  const list = useRef<HTMLUListElement>(null)
  const virtualizer = useRef<Virtualizer<Window, Element>>(undefined)
  const { id, head, state, rows, more } = useAlertList(filters, useAtTop(list))
  const [opened, toggleMembers] = useOpened()
  const items = useMemo(() => itemsOf(rows, filters.by, opened), [rows, filters.by, opened])
  const selection = useSelection(id, rows, choosing)
  const bulk = useBulk(filters, selection, rows)
  const [asking, setAsking] = useState<BulkVerb>()
  const answers = useAnswers()
  const isDesk = useDesk()
  const mayAnswer = useMay('alerts.answer')
  const ask = (verb: BulkVerb | undefined) => {
    const isFinal = verb === 'resolve' && selection.ids.size > 1
    if (verb === undefined || selection.all || isFinal) setAsking(verb)
    else void bulk.run(verb)
  }
  const acts = useRowActs(answers, selection, toggleMembers)
  const focusRow = useFocusRow(list, virtualizer, items)
  useListKeys({ rows, focusRow, answers, selection, bulk: ask, toggleMembers })
  useReturn(rows.length > 0, focusRow)

  const render = (item: ListItem, isPassing: boolean) => {
    if (item.kind === 'heading') return filters.by && <GroupHeading by={filters.by} heading={item} filters={filters} />
    if (item.kind === 'members') return <Members lead={item.lead} />
    return (
      <AlertRow
        alert={item.alert}
        isFirst={item.index === 0}
        acts={acts}
        isDesk={isDesk}
        isPassing={isPassing}
        isSelected={selection.has(item.id)}
        isSelecting={selection.isSelecting}
        isArrived={(state?.arrived ?? noneArrived).has(item.id)}
        isOpened={opened.has(item.id)}
      />
    )
  }
  const hasMore = Boolean(state?.nextCursor)
  return (
    <>
      <FreshPill held={state?.held ?? 0} list={list} />
      {head.isPending && rows.length === 0 && <SkeletonRows rows={12} />}
      {head.isError && rows.length === 0 && <LoadFailed error={head.error} onRetry={() => void head.refetch()} />}
      {head.data && state && rows.length === 0 && <ListEmpty filters={filters} />}
      {rows.length > 0 && <ColumnHead />}
      <Rows
        listId={id}
        head={head.data?.items ?? noAlerts}
        total={hasMore ? -1 : items.length}
        onNearEnd={more.load}
        virtualizerRef={virtualizer}
        {...{ list, items, render }}
      />
      {more.error !== undefined && <LoadFailed error={more.error} onRetry={() => void more.load()} />}
      {mayAnswer && (selection.isSelecting || bulk.busy !== undefined) && (
        <BulkBar
          busy={bulk.busy}
          onAsk={ask}
          onRun={(verb) => void bulk.run(verb)}
          {...{ filters, selection, rows, hasMore, asking }}
        />
      )}
    </>
  )
}

function useOpened(): [ReadonlySet<string>, (alert: Alert) => void] {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback(({ id }: Alert) => setOpened((before) => before.symmetricDifference(new Set([id]))), [])
  return [opened, toggle]
}

/** Whoever comes back from an alert stands on its row. */
function useReturn(isFilled: boolean, focusRow: (id: string) => void) {
  const focus = useRef(focusRow)
  useLayoutEffect(() => {
    focus.current = focusRow
  })
  useLayoutEffect(() => {
    const last = isFilled ? takeLastOpened() : undefined
    if (last) focus.current(last)
  }, [isFilled])
}
