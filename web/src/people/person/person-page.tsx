import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ApiError } from '../../api/client.ts'
import { useText } from '../../app/i18n.ts'
import { useMay } from '../../app/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Breadcrumbs, crumb } from '../../ui/breadcrumbs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PersonIcon } from '../../ui/icons.ts'
import { LoadFailed } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Section } from '../../ui/section.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { personQuery, readinessQuery, type Person } from '../queries.ts'
import { Access } from './access.tsx'
import { Duties } from './duties.tsx'
import { History } from './history.tsx'
import { NextShifts } from './next-shifts.tsx'
import { OwnReadiness } from './own-readiness.tsx'
import { Reach } from './reach.tsx'

/** One person: how they are reached, what counts on them, how they get in. */
export function PersonPage() {
  const { t } = useText()
  const { key } = useParams({ from: '/console/people/$key' })
  const query = useQuery(personQuery(key))
  if (query.error instanceof ApiError && query.error.status === 404)
    return <EmptyState isPage icon={PersonIcon} title={t('people:gone.title')} text={t('people:gone.text')} />
  if (query.isError) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  if (query.isPending) return <SkeletonRows />
  return <PersonView key={key} person={query.data} />
}

function PersonView({ person }: { person: Person }) {
  const { t } = useText()
  const { data: readiness } = useQuery(readinessQuery(useText().language))
  const mayReach = useMay('people.contacts')
  const mayConfigure = useMay('config.write')
  const mayAudit = useMay('audit.read')
  const crumbs = (
    <Breadcrumbs>
      <Link to="/people" {...crumb}>
        {t('people:title')}
      </Link>
    </Breadcrumbs>
  )
  const own = readiness?.items.find((one) => one.user.key === person.key)
  return (
    <>
      <PageHeader
        title={person.name}
        intro={person.email}
        crumbs={crumbs}
        beside={<Badge>{t(`common:role.${person.role}`)}</Badge>}
      />
      <div className="px-4 pb-6 md:px-6">
        <OwnReadiness person={person} readiness={own} />
        {mayReach && <Reach person={person} />}
        <Section title={t('people:shifts.title')}>
          <NextShifts person={person} />
        </Section>
        <Duties person={person} />
        {mayConfigure && <Access person={person} />}
        {mayAudit && <History person={person} />}
      </div>
    </>
  )
}
