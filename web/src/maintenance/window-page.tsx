import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { api } from '../api/client.ts'
import { useErrorText } from '../app/error-text.ts'
import { formatMoment, formatTimeOfDay } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useNow } from '../app/now.ts'
import { queryClient } from '../app/query.ts'
import { useMay, useViewer } from '../app/session.ts'
import { BackLink, Pending } from '../setup/page-parts.tsx'
import { ManagedNotice } from '../setup/parts.tsx'
import { Button, buttonStyle } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Fact, FactList } from '../ui/fact-list.tsx'
import { EditIcon, MaintenanceIcon, RemoveIcon } from '../ui/icons.ts'
import { HistoryLink } from '../setup/history-link.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'
import { showToast } from '../ui/toast.tsx'
import { EditWindow } from './window-form.tsx'
import { heldBy } from './list-view.ts'
import { heldQuery, occurrencesQuery, windowQuery, type MaintenanceWindow } from './queries.ts'
import { useScopeText, useTimesText } from './words.ts'

export function WindowPage() {
  const { t } = useText()
  const { key } = useParams({ from: '/console/maintenance/$key' })
  const { edit } = useSearch({ from: '/console/maintenance/$key' })
  const mayWrite = useMay('maintenance.write')
  const { data, error, refetch } = useQuery(windowQuery(key))
  return (
    <>
      <BackLink to="/maintenance">{t('maintenance:title')}</BackLink>
      {!data && (
        <Pending
          error={error}
          onRetry={() => void refetch()}
          icon={MaintenanceIcon}
          list="/maintenance"
          listName={t('maintenance:title')}
        />
      )}
      {data && (edit && mayWrite ? <EditWindow key={data.id} window={data} /> : <Loaded window={data} />)}
    </>
  )
}

function Loaded({ window }: { window: MaintenanceWindow }) {
  const { t } = useText()
  const times = useTimesText()
  const scope = useScopeText()
  const mayWrite = useMay('maintenance.write')
  const { data } = useQuery(heldQuery)
  const held = data ? heldBy(data.items, window.key) : []
  return (
    <>
      <PageHeader title={window.name} intro={t(`maintenance:now.${window.state}`)}>
        {mayWrite && <WindowActions window={window} held={held.length} />}
        <HistoryLink subject={`maintenance_window:${window.key}`} />
      </PageHeader>
      <div className="px-4 md:px-6">
        <ManagedNotice managed={mayWrite && window.managed} />
        <FactList className="max-w-3xl pb-4">
          <Fact name={t('maintenance:form.when')}>{times(window)}</Fact>
          <Fact name={t('maintenance:form.what')}>{scope(window)}</Fact>
          <Fact name={t('maintenance:form.description')}>
            {window.description && <span className="whitespace-pre-wrap">{window.description}</span>}
          </Fact>
          <Fact name={t('maintenance:createdBy')}>{window.createdBy}</Fact>
        </FactList>
        {window.state === 'active' && (
          <Section title={t('maintenance:waiting', { count: held.length })}>
            <p className="mb-1 text-ink-soft">
              {t(held.length > 0 ? 'maintenance:waitingText' : 'maintenance:waitingNone')}
            </p>
            <ul>
              {held.map((alert) => (
                <li key={alert.id}>
                  <Link
                    to="/alerts/$id"
                    params={{ id: `${alert.number}` }}
                    className="text-accent underline max-md:inline-flex max-md:min-h-11 max-md:items-center"
                  >
                    #{alert.number} {alert.summary}
                  </Link>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {window.state !== 'past' && <Occurrences windowKey={window.key} />}
      </div>
    </>
  )
}

function Occurrences({ windowKey }: { windowKey: string }) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(60_000)
  const { data } = useQuery(occurrencesQuery(windowKey))
  if (!data || data.items.length < 2) return null
  return (
    <Section title={t('maintenance:nextTimes')}>
      <ol>
        {data.items.map(({ from, to }) => (
          <li key={from} className="tabular-nums">
            {formatMoment(from, now, viewer)} – {formatTimeOfDay(to, viewer)}
          </li>
        ))}
      </ol>
      <p className="mt-1 text-small text-ink-faint">{viewer.timezone.replaceAll('_', ' ')}</p>
    </Section>
  )
}

function WindowActions({ window, held }: { window: MaintenanceWindow; held: number }) {
  const { t } = useText()
  const navigate = useNavigate()
  const path = `/maintenance-windows/${encodeURIComponent(window.key)}`
  const released = held > 0 && (
    <p className="mt-2 font-medium text-ink">{t('maintenance:pageAtOnce', { count: held })}</p>
  )
  return (
    <>
      <Link to="/maintenance/$key" params={{ key: window.key }} search={{ edit: 'yes' }} className={buttonStyle()}>
        <EditIcon aria-hidden />
        {t('maintenance:edit')}
      </Link>
      {window.state === 'active' && (
        <Act
          label={t('maintenance:end')}
          title={t('maintenance:endTitle')}
          act={() => api.post(`${path}/end`)}
          onDone={() => showToast(t('maintenance:ended'))}
        >
          <p>{t(window.next ? 'maintenance:endTextRecurring' : 'maintenance:endText')}</p>
          {released}
        </Act>
      )}
      <Act
        isDanger
        label={t('setup:remove.action')}
        title={t('setup:remove.title', { name: window.name })}
        act={() => api.delete(path)}
        onDone={() => {
          showToast(t('setup:remove.done', { name: window.name }))
          void navigate({ to: '/maintenance' })
        }}
      >
        <p>{t('maintenance:removeText')}</p>
        {released}
      </Act>
    </>
  )
}

interface ActProps {
  label: string
  title: string
  act: () => Promise<unknown>
  onDone: () => void
  isDanger?: boolean
  children: ReactNode
}

function Act({ label, title, act, onDone, isDanger = false, children }: ActProps) {
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const mutation = useMutation({
    mutationFn: act,
    onSuccess: () => {
      setAsking(false)
      onDone()
      void queryClient.invalidateQueries()
    },
  })
  return (
    <>
      <Button look={isDanger ? 'danger' : 'plain'} onClick={() => setAsking(true)}>
        {isDanger && <RemoveIcon />}
        {label}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={title}
        action={label}
        busy={mutation.isPending}
        problem={mutation.error ? errorText(mutation.error) : undefined}
        onConfirm={() => mutation.mutate()}
      >
        {children}
      </ConfirmDialog>
    </>
  )
}
