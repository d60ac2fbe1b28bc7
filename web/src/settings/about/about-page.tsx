import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
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
        <Fact name={t('settings:about.version')}>
          Pikett {session?.version}
          {session?.commit && <code className="ml-2 font-mono text-small text-ink-soft">{session.commit}</code>}
        </Fact>
        <Fact name={t('settings:about.changes')}>
          <Served path="/docs/changelog">{t('settings:about.changelog')}</Served>
        </Fact>
        <Fact name={t('settings:about.licence')}>
          {t('settings:about.licenceText')}
          <span className="flex flex-wrap gap-x-4">
            <Served path="/docs/licence">{t('settings:about.licenceWords')}</Served>
            <Served path="/docs/third-parties">{t('settings:about.thirdParties')}</Served>
          </span>
        </Fact>
        <Fact name={t('settings:about.docs')}>
          <span className="flex flex-wrap gap-x-4">
            <Served path="/docs">{t('settings:about.manual')}</Served>
            <Served path="/api/v1/reference">{t('settings:about.api')}</Served>
          </span>
        </Fact>
      </FactList>
    </Section>
  )
}

function Served({ path, children }: { path: string; children: ReactNode }) {
  return (
    <a
      href={path}
      target="_blank"
      rel="noopener"
      className="inline-flex min-h-6 items-center text-accent underline max-md:min-h-11"
    >
      {children}
    </a>
  )
}
