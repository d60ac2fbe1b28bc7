import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState, type FC } from 'react'
import { ApiError } from '../../api/client.ts'
import type { AlertDetail } from '../../api/types.ts'
import { useText, withTexts } from '../../app/i18n.ts'
import { loadOffline } from '../../offline/load.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AlertsIcon, BackIcon } from '../../ui/icons.ts'
import { LoadFailed } from '../../ui/notice.tsx'
import { usePageTitle } from '../../ui/page-header.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { useAnswers } from '../answers.ts'
import { latestFilters } from '../list/list-store.ts'
import { rememberOpened } from '../last-opened.ts'
import { useResolvePending } from '../pending-resolve.ts'
import { alertQuery, timelineQuery } from '../queries.ts'
import { Timeline } from '../timeline/timeline.tsx'
import { Actions } from './actions.tsx'
import { ContextPanel } from './context-panel.tsx'
import { EventData } from './event-data.tsx'
import { AlertHeading } from './heading.tsx'
import { NextThing } from './next-thing.tsx'
import { NoteForm } from './note-form.tsx'
import { Runbooks } from './runbooks.tsx'
import { useActions, type DialogName } from './use-actions.ts'
import { useAlertCommands } from './use-alert-commands.ts'
import { WhoWasTold } from './who-was-told.tsx'

const AlertDialog = lazy(() => withTexts(import('./dialogs/alert-dialog.tsx')))
/** Without the download (it never happened) the rest goes on. */
const Nothing: FC<{ alertId: string }> = () => null
const WaitingAnswers = lazy(() =>
  withTexts(loadOffline())
    .then((offline): { default: typeof offline.WaitingAnswers | typeof Nothing } => ({
      default: offline.WaitingAnswers,
    }))
    .catch(() => ({ default: Nothing })),
)

export function AlertPage() {
  const { t } = useText()
  const { id } = useParams({ from: '/console/alerts/$id' })
  const { data, error, refetch } = useQuery(alertQuery(id))
  if (data) return <Loaded key={data.id} alert={data} />
  if (error instanceof ApiError && error.status === 404) {
    return (
      <EmptyState isPage icon={AlertsIcon} title={t('alertpage:page.goneTitle')} text={t('alertpage:page.goneText')}>
        <Link to="/alerts" className={buttonStyle()}>
          {t('errors:unknownPage.action')}
        </Link>
      </EmptyState>
    )
  }
  if (error) return <LoadFailed error={error} onRetry={() => void refetch()} />
  return <SkeletonRows rows={6} />
}

function Loaded({ alert: stored }: { alert: AlertDetail }) {
  const { t } = useText()
  const pending = useResolvePending(stored.id)
  const alert: AlertDetail = pending
    ? { ...stored, status: 'resolved', nextStep: null, nextEscalationAt: null }
    : stored
  const note = useRef<HTMLTextAreaElement>(null)
  const answers = useAnswers()
  const [dialog, setDialog] = useState<DialogName>()
  // What stands below the timeline is seen with it, so that nothing moves down before the eye when it arrives. It is there
  // already: the note must take the focus at once, or what is typed next would be commands.
  const { isPending: isTimelinePending } = useQuery(timelineQuery(alert.id))
  const below = isTimelinePending ? 'opacity-0 focus-within:opacity-100' : undefined
  usePageTitle(t('alertpage:page.title', { number: alert.number, summary: alert.summary }))
  const actions = useActions({ alert, answers, onNote: () => note.current?.focus(), onDialog: setDialog })
  useAlertCommands(alert, actions)
  useEffect(() => rememberOpened(alert.id), [alert.id])

  return (
    <div className="mx-auto max-w-6xl px-4 pb-24 md:px-6 xl:grid xl:grid-cols-[minmax(0,1fr)_18rem] xl:gap-10">
      <article className="min-w-0">
        <Link
          to="/alerts"
          search={latestFilters()}
          className="mt-3 inline-flex min-h-8 items-center gap-1 text-ink-soft hover:text-ink max-md:min-h-11"
        >
          <BackIcon className="size-4" aria-hidden />
          {t('alerts:list.title')}
        </Link>
        <AlertHeading alert={alert} />
        <NextThing alert={alert} />
        <Suspense>
          <WaitingAnswers alertId={alert.id} />
        </Suspense>
        <Actions actions={actions} />
        <Runbooks alert={alert} />
        <WhoWasTold alert={alert} />
        <Timeline alertId={alert.id} />
        <div className={below}>
          <NoteForm alert={alert} field={note} />
          <EventData alert={alert} />
        </div>
      </article>
      <div className={below}>
        <ContextPanel alert={alert} />
      </div>
      <Suspense>{dialog && <AlertDialog name={dialog} alert={alert} onClose={() => setDialog(undefined)} />}</Suspense>
    </div>
  )
}
