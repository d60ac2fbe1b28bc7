import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiError } from '../api/client.ts'
import { removeItem } from '../api/items.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { allTeamsQuery, type Team } from '../people/queries.ts'
import { HistoryLink } from '../setup/history-link.tsx'
import { Breadcrumbs, crumb } from '../ui/breadcrumbs.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { TeamsIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { showToast } from '../ui/toast.tsx'
import { TeamForm } from './team-form.tsx'

export function TeamPage() {
  const { t } = useText()
  const { key } = useParams({ from: '/console/teams/$key' })
  const query = useQuery(allTeamsQuery)
  if (query.isError) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  if (query.isPending) return <SkeletonRows />
  const team = query.data.find((one) => one.key === key)
  if (!team)
    return <EmptyState isPage icon={TeamsIcon} title={t('people:teams.gone.title')} text={t('people:gone.text')} />
  return <TeamView key={`${key} ${JSON.stringify(team)}`} team={team} />
}

function TeamView({ team }: { team: Team }) {
  const { t } = useText()
  const mayWrite = useMay('config.write')
  const [removing, setRemoving] = useState(false)
  const crumbs = (
    <Breadcrumbs>
      <Link to="/teams" {...crumb}>
        {t('people:teams.title')}
      </Link>
    </Breadcrumbs>
  )
  return (
    <>
      <PageHeader title={team.name} crumbs={crumbs}>
        {mayWrite && (
          <Button look="danger" onClick={() => setRemoving(true)}>
            {t('people:teams.remove')}
          </Button>
        )}
        <HistoryLink subject={`team:${team.key}`} />
      </PageHeader>
      <div className="px-4 pb-6 md:px-6">
        <Section title={t('people:teams.members')}>
          <ul className="mb-4">
            {team.members.map((one) => (
              <li key={one.key} className="border-b border-line py-1.5 last:border-0">
                <Link to="/people/$key" params={{ key: one.key }} className="text-accent hover:underline max-md:py-2">
                  {one.name}
                </Link>
              </li>
            ))}
          </ul>
          {team.members.length === 0 && <p className="mb-4 text-ink-soft">{t('people:teams.empty')}</p>}
        </Section>
        {mayWrite && (
          <Section title={t('people:teams.edit')}>
            <TeamForm team={team} onSaved={() => {}} />
          </Section>
        )}
      </div>
      <RemoveTeam team={team} open={removing} onClose={() => setRemoving(false)} />
    </>
  )
}

/** A team that policies or schedules name stays; the server says which. */
function RemoveTeam({ team, open, onClose }: { team: Team; open: boolean; onClose: () => void }) {
  const { t } = useText()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const remove = useMutation({
    mutationFn: () => removeItem('teams', team.key),
    onSuccess: async () => {
      showToast(t('people:teams.removed', { name: team.name }))
      await navigate({ to: '/teams' })
      void queryClient.invalidateQueries({ queryKey: topicKey('setup') })
    },
  })
  const { error } = remove
  const problem =
    error instanceof ApiError && error.fields[0]?.message ? error.fields[0].message : error && errorText(error)
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t('people:teams.removeNamed', { name: team.name })}
      action={t('people:teams.remove')}
      busy={remove.isPending}
      problem={problem || undefined}
      onConfirm={() => remove.mutate()}
    >
      {t('people:teams.removeText', { count: team.members.length })}
    </ConfirmDialog>
  )
}
