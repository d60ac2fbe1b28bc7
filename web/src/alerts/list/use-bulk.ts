import { useState } from 'react'
import { api, isUnreachable } from '../../api/client.ts'
import type { Alert, BulkResult } from '../../api/types.ts'
import { isAway } from '../../app/away.ts'
import { useErrorText } from '../../app/error-text.ts'
import { formatNumber } from '../../app/format.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient, topicKey } from '../../app/query.ts'
import { keepForAll } from '../../offline/answer.ts'
import { showToast } from '../../ui/toast.tsx'
import type { AlertFilters } from '../filters.ts'
import { pendResolve, undoMilliseconds, undoResolve } from '../pending-resolve.ts'
import { readAlertsAfter, readFirstAlerts } from '../queries.ts'
import { atOnce, mostInOneGo, noTally, piecesOf, tallyOf, type BulkTally, type BulkVerb } from './bulk.ts'
import type { Selection } from './use-selection.ts'

/** Answers what is selected. `busy` is how many are answered so far. */
export function useBulk(filters: AlertFilters, selection: Selection, rows: readonly Alert[]) {
  const { t } = useText()
  const say = useSay()
  const [busy, setBusy] = useState<number>()

  async function run(verb: BulkVerb) {
    if (busy !== undefined) return
    const chosen = selection.all ? undefined : openAmong(rows, selection.ids)
    const ids = chosen?.map(({ id }) => id)
    selection.clear()
    // What is only kept can be taken back for as long as it waits.
    if (verb === 'resolve' && chosen && !isAway()) return resolveWithUndo(chosen)
    setBusy(0)
    try {
      const { tally, isCut } = ids
        ? { tally: await send(verb, ids, setBusy), isCut: false }
        : await sendAll(verb, filters, setBusy)
      say.done(verb, tally, isCut)
    } catch (error) {
      await say.failed(error, verb, chosen)
    }
    setBusy(undefined)
    await queryClient.invalidateQueries({ queryKey: topicKey('alerts') })
  }

  /** Nobody may be paged during the seconds of the undo: they are acknowledged first. */
  function resolveWithUndo(alerts: readonly Alert[]) {
    const ids = alerts.map(({ id }) => id)
    void send('acknowledge', ids).catch(() => undefined)
    pendResolve(ids, async () => {
      await send('resolve', ids).then(
        (tally) => say.partly('resolve', tally),
        (error: unknown) => say.failed(error, 'resolve', alerts),
      )
      await queryClient.invalidateQueries({ queryKey: topicKey('alerts') })
    })
    const undo = () => void (undoResolve(ids[0]) && showToast(t('alertwork:bulk.undone', { count: ids.length })))
    showToast(t('alertwork:bulk.resolving', { count: ids.length }), {
      lifeMilliseconds: undoMilliseconds,
      action: { label: t('common:action.undo'), run: undo },
    })
  }

  return { run, busy }
}

/** What became of them, in words; what is not as expected is never left out. */
function useSay() {
  const { t, language } = useText()
  const errorText = useErrorText()
  const partsOf = (verb: BulkVerb, { done, already, gone }: BulkTally, isCut: boolean) => [
    t(`alertwork:bulk.done.${verb}`, { count: done, number: formatNumber(done, language) }),
    already > 0 && t(`alertwork:bulk.already.${verb}`, { count: already }),
    gone > 0 && t('alertwork:bulk.gone', { count: gone }),
    isCut && t('alertwork:bulk.cut', { number: formatNumber(mostInOneGo, language) }),
  ]
  const done = (verb: BulkVerb, tally: BulkTally, isCut = false) =>
    showToast(partsOf(verb, tally, isCut).filter(Boolean).join(' '), {
      lifeMilliseconds: isCut ? 10_000 : 5_000,
    })
  /** What was chosen one by one is answered when the connection is back. */
  async function kept(verb: BulkVerb, alerts: readonly Alert[] | undefined) {
    const takeBack = alerts && (await keepForAll(alerts, verb))
    if (!takeBack) return showToast(t('offline:kept.many.unknown'), { tone: 'problem' })
    showToast(t(`offline:kept.many.${verb}`, { count: alerts.length }), { lifeMilliseconds: 10_000, undo: takeBack })
  }
  return {
    done,
    partly: (verb: BulkVerb, tally: BulkTally) => void (tally.already + tally.gone > 0 && done(verb, tally)),
    failed: (error: unknown, verb: BulkVerb, alerts: readonly Alert[] | undefined) =>
      isUnreachable(error)
        ? kept(verb, alerts)
        : showToast(t('alertwork:bulk.failed', { reason: errorText(error) }), { tone: 'problem' }),
  }
}

function openAmong(rows: readonly Alert[], ids: ReadonlySet<string>): Alert[] {
  return rows.filter((row) => ids.has(row.id) && row.status !== 'resolved')
}

async function send(verb: BulkVerb, ids: readonly string[], progress?: (done: number) => void): Promise<BulkTally> {
  let tally = noTally
  let sent = 0
  for (const piece of piecesOf(ids)) {
    const { items } = await api.post<{ items: BulkResult[] }>(`/alerts/${verb}`, { ids: piece })
    tally = tallyOf(tally, items)
    sent += piece.length
    progress?.(sent)
  }
  return tally
}

/** Everything that matches, page by page, as it stands while it is answered. */
async function sendAll(verb: BulkVerb, filters: AlertFilters, progress: (done: number) => void) {
  // Acknowledging changes what is triggered, resolving what is open; the cursor goes on behind what was answered.
  const asked: AlertFilters = { ...filters, status: verb === 'acknowledge' ? 'triggered' : (filters.status ?? 'open') }
  let tally = noTally
  let page = await readFirstAlerts(asked, atOnce)
  for (let sent = 0; ;) {
    const open = page.items.filter((row) => row.status !== 'resolved').map((row) => row.id)
    const base = sent
    tally = add(tally, await send(verb, open, (done) => progress(base + done)))
    sent += page.items.length
    if (!page.nextCursor || sent >= mostInOneGo) return { tally, isCut: Boolean(page.nextCursor) }
    page = await readAlertsAfter(asked, page.nextCursor, atOnce)
  }
}

const add = (one: BulkTally, other: BulkTally): BulkTally => ({
  done: one.done + other.done,
  already: one.already + other.already,
  gone: one.gone + other.gone,
})
