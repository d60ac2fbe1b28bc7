import { useQuery } from '@tanstack/react-query'
import { useText } from '../../app/i18n.ts'
import { useMay, useSession } from '../../app/session.ts'
import { Fact, FactList } from '../../ui/fact-list.tsx'
import { LoadFailed } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { healthQuery } from '../queries.ts'
import { SectionView } from '../section-view.tsx'
import { Health } from './health.tsx'

export function AboutPage() {
  const mayRead = useMay('health.read')
  return (
    <SectionView name="about">
      <div className="px-4 md:px-6">
        {mayRead && <HealthNow />}
        <Product />
      </div>
    </SectionView>
  )
}

function HealthNow() {
  const { data, error, refetch } = useQuery(healthQuery)
  if (data) return <Health health={data} />
  return error ? <LoadFailed error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={6} />
}

/** Served by the installation itself: nothing here leads out of the house. */
function Product() {
  const { t } = useText()
  const session = useSession()
  return (
    <Section title={t('settings:about.product')}>
      <FactList>
        <Fact name={t('settings:about.version')}>Pikett {session?.version}</Fact>
        <Fact name={t('settings:about.licence')}>{t('settings:about.licenceText')}</Fact>
        <Fact name={t('settings:about.docs')}>
          <a href="/api/v1/reference" className="text-accent underline">
            {t('settings:about.api')}
          </a>
        </Fact>
      </FactList>
    </Section>
  )
}
