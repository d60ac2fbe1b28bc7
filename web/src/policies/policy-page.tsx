import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { HistoryLink } from '../setup/history-link.tsx'
import { BackLink } from '../setup/page-parts.tsx'
import { Button, buttonStyle } from '../ui/button.tsx'
import { LoadFailed } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { RemovePolicy } from './edit/remove-policy.tsx'
import { LadderView } from './ladder-view.tsx'
import { policyQuery, useDirectory, type Policy } from './queries.ts'
import type { PolicySearch } from './search.ts'
import { sentencesOf } from './sentence.ts'
import { SimulationPanel, useSearchInAddress } from './simulation/simulation-panel.tsx'
import { UsageList } from './usage-list.tsx'

const PolicyEditor = lazy(() => import('./edit/policy-editor.tsx').then((module) => ({ default: module.PolicyEditor })))

/** One policy: as a sentence, as a ladder, and what it would do. */
export function PolicyPage() {
  const { key } = useParams({ from: '/console/policies/$key' })
  const search = useSearch({ from: '/console/policies/$key' })
  const query = useQuery(policyQuery(key))
  const mayWrite = useMay('oncall.write')
  if (query.isError) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonRows rows={8} />
  return (
    <>
      <Header policy={query.data} search={search} />
      <div className="px-4 pb-8 md:px-6">
        {search.edit && mayWrite ? (
          <Suspense fallback={<SkeletonRows rows={6} />}>
            <PolicyEditor policy={query.data} search={search} />
          </Suspense>
        ) : (
          <Shown policy={query.data} search={search} />
        )}
      </div>
    </>
  )
}

function Header({ policy, search }: { policy: Policy; search: PolicySearch }) {
  const { t } = useText()
  const mayWrite = useMay('oncall.write')
  const navigate = useNavigate()
  const [isRemoving, setIsRemoving] = useState(false)
  const edit = () =>
    void navigate({ to: '/policies/$key', params: { key: policy.key }, search: { ...search, edit: 'yes' } })
  return (
    <>
      <BackLink to="/policies">{t('policies:title')}</BackLink>
      <PageHeader title={policy.name}>
        {mayWrite && !search.edit && (
          <>
            <Button look="primary" onClick={edit}>
              {t('policies:edit.action')}
            </Button>
            <Link to="/new/policy" search={{ from: policy.key }} className={buttonStyle()}>
              {t('policies:duplicate')}
            </Link>
            <Button look="danger" onClick={() => setIsRemoving(true)}>
              {t('policies:remove.action')}
            </Button>
          </>
        )}
        <HistoryLink subject={`escalation_policy:${policy.key}`} />
      </PageHeader>
      {isRemoving && <RemovePolicy policy={policy} onClose={() => setIsRemoving(false)} />}
    </>
  )
}

function Shown({ policy, search }: { policy: Policy; search: PolicySearch }) {
  const { t, language } = useText()
  const onSearch = useSearchInAddress(policy.key)
  const directory = useDirectory()
  return (
    <div className="grid items-start gap-x-10 lg:grid-cols-2">
      <div className="min-w-0">
        <p className="max-w-[65ch] pb-4 text-large">{sentencesOf(policy, { directory, t, language }).join(' ')}</p>
        <Section title={t('policies:ladder.title')}>
          <LadderView policy={policy} priority={search.priority ?? 'high'} directory={directory} />
        </Section>
        <Section title={t('policies:usage.title')}>
          <UsageList policy={policy.key} />
        </Section>
      </div>
      <SimulationPanel subject={{ policy: policy.key }} search={search} onSearch={onSearch} />
    </div>
  )
}
