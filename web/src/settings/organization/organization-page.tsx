import { useQuery } from '@tanstack/react-query'
import { singleQuery } from '../../api/items.ts'
import { LoadFailed } from '../../ui/notice.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { SectionView } from '../section-view.tsx'
import { OrganizationForm } from './organization-form.tsx'
import { SelfTests } from './self-tests.tsx'
import { WebhookSecret } from './webhook-secret.tsx'

export function OrganizationPage() {
  return (
    <SectionView name="organization">
      <Organization />
    </SectionView>
  )
}

function Organization() {
  const { data, error, refetch } = useQuery(singleQuery('organization'))
  return (
    <div className="px-4 md:px-6">
      {data && (
        <>
          <OrganizationForm stored={data} />
          <SelfTests />
          <WebhookSecret stored={data} />
        </>
      )}
      {!data && error && <LoadFailed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={6} />}
    </div>
  )
}
