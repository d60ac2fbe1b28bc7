import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../api/client.ts'
import type { Heartbeat } from '../api/types.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { BackLink, Pending } from '../setup/page-parts.tsx'
import { HistoryLink } from '../setup/history-link.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { HeartbeatsIcon, PausedIcon, ResumeIcon } from '../ui/icons.ts'
import { PageHeader } from '../ui/page-header.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { HeartbeatSettings } from './heartbeat-form.tsx'
import { HeartbeatOverview } from './overview.tsx'
import { heartbeatQuery } from './queries.ts'
import { HeartbeatState } from './state.tsx'

export function HeartbeatPage() {
  const { t } = useText()
  const { key } = useParams({ from: '/console/heartbeats/$key' })
  const { data, error, refetch } = useQuery(heartbeatQuery(key))
  return (
    <>
      <BackLink to="/heartbeats">{t('heartbeats:title')}</BackLink>
      {data ? (
        <Loaded heartbeat={data} />
      ) : (
        <Pending
          error={error}
          onRetry={() => void refetch()}
          icon={HeartbeatsIcon}
          list="/heartbeats"
          listName={t('heartbeats:title')}
        />
      )}
    </>
  )
}

function Loaded({ heartbeat }: { heartbeat: Heartbeat }) {
  const { t } = useText()
  const { tab = 'overview' } = useSearch({ from: '/console/heartbeats/$key' })
  const navigate = useNavigate()
  const mayRead = useMay('config.read')
  const mayPause = useMay('heartbeats.write')
  const overview = {
    value: 'overview' as const,
    label: t('heartbeats:tab.overview'),
    content: <HeartbeatOverview heartbeat={heartbeat} />,
  }
  const settings = {
    value: 'settings' as const,
    label: t('heartbeats:tab.settings'),
    content: <HeartbeatSettings heartbeat={heartbeat} />,
  }
  return (
    <>
      <PageHeader title={heartbeat.name}>
        <HeartbeatState status={heartbeat.status} />
        {mayPause && <PauseButton key={heartbeat.status} heartbeat={heartbeat} />}
        <HistoryLink subject={`heartbeat:${heartbeat.key}`} />
      </PageHeader>
      <div className="px-4 md:px-6">
        <Tabs
          label={heartbeat.name}
          value={mayRead ? tab : 'overview'}
          onChange={(next) =>
            void navigate({
              to: '/heartbeats/$key',
              params: { key: heartbeat.key },
              search: next === 'overview' ? {} : { tab: next },
            })
          }
          tabs={mayRead ? [overview, settings] : [overview]}
        />
      </div>
    </>
  )
}

/** A pause takes away the open alert, so that is said before. */
function PauseButton({ heartbeat }: { heartbeat: Heartbeat }) {
  const { t } = useText()
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const isPaused = heartbeat.status === 'paused'
  const act = useMutation({
    mutationFn: () => api.post(`/heartbeats/${encodeURIComponent(heartbeat.key)}/${isPaused ? 'resume' : 'pause'}`),
    onSuccess: () => {
      setAsking(false)
      void queryClient.invalidateQueries({ queryKey: ['heartbeats'] })
    },
  })
  return (
    <>
      <Button busy={act.isPending} onClick={() => (isPaused ? act.mutate() : setAsking(true))}>
        {isPaused ? <ResumeIcon /> : <PausedIcon />}
        {t(isPaused ? 'heartbeats:resume' : 'heartbeats:pause')}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('heartbeats:pauseTitle')}
        action={t('heartbeats:pause')}
        isDestructive={false}
        busy={act.isPending}
        problem={act.error ? errorText(act.error) : undefined}
        onConfirm={() => act.mutate()}
      >
        <p>{t('heartbeats:pauseText')}</p>
        {heartbeat.alertNumber !== null && (
          <p className="mt-2">{t('heartbeats:pauseAlert', { number: heartbeat.alertNumber })}</p>
        )}
      </ConfirmDialog>
    </>
  )
}
