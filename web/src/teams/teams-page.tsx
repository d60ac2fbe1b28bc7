import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { formatNames } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useOpenInAddress } from '../app/open-in-address.ts'
import { useMay } from '../app/session.ts'
import { allTeamsQuery } from '../people/queries.ts'
import { Button } from '../ui/button.tsx'
import { DataCell, DataList, DataRow, rowLink } from '../ui/data-list.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { CreateIcon, TeamsIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { useRowKeys } from '../ui/use-row-keys.ts'
import { TeamForm } from './team-form.tsx'

export function TeamsPage() {
  const { t, language } = useText()
  const navigate = useNavigate()
  const mayWrite = useMay('config.write')
  const query = useQuery(allTeamsQuery)
  const [creating, setCreating] = useOpenInAddress('new')
  const list = useRef<HTMLUListElement>(null)
  useRowKeys(list)
  return (
    <>
      <PageHeader title={t('people:teams.title')} intro={t('people:teams.intro')}>
        {mayWrite && (
          <Button look="primary" onClick={() => setCreating(true)}>
            <CreateIcon aria-hidden />
            {t('people:teams.create')}
          </Button>
        )}
      </PageHeader>
      {query.isPending && <SkeletonRows />}
      {query.isError && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && (
        <EmptyState icon={TeamsIcon} title={t('people:teams.none.title')} text={t('people:teams.none.text')} />
      )}
      <DataList ref={list} label={t('people:teams.title')} columns="md:grid-cols-[16rem_1fr]">
        {query.data?.map((team) => (
          <DataRow key={team.key}>
            <DataCell isMain>
              <Link to="/teams/$key" params={{ key: team.key }} {...rowLink}>
                {team.name}
              </Link>
            </DataCell>
            <DataCell className="text-ink-soft">
              {formatNames(
                team.members.map((one) => one.name),
                language,
              )}
            </DataCell>
          </DataRow>
        ))}
      </DataList>
      <Dialog open={creating} onClose={() => setCreating(false)} title={t('people:teams.create')}>
        <TeamForm team={undefined} onSaved={(key) => void navigate({ to: '/teams/$key', params: { key } })} />
      </Dialog>
    </>
  )
}
