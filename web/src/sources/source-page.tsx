import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api, ApiError } from '../api/client.ts'
import type { SourceDetail } from '../api/types.ts'
import { named } from '../alerts/timeline/sentence.ts'
import { useErrorText } from '../app/error-text.ts'
import { useText } from '../app/i18n.ts'
import { queryClient, topicKey } from '../app/query.ts'
import { useMay } from '../app/session.ts'
import { Button, buttonStyle } from '../ui/button.tsx'
import { CodeLine } from '../ui/code-block.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Fact, FactList } from '../ui/fact-list.tsx'
import { BackIcon, SendIcon, SourcesIcon } from '../ui/icons.ts'
import { Markdown } from '../ui/markdown.tsx'
import { LoadFailed, Notice } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { Section } from '../ui/section.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { showToast } from '../ui/toast.tsx'
import { EventFeed } from './event-feed.tsx'
import { sourceQuery } from './queries.ts'

export function SourcePage() {
  const { t, language } = useText()
  const { key } = useParams({ from: '/console/sources/$key' })
  const { data, error, refetch } = useQuery(sourceQuery(key, language))
  if (data) return <Loaded source={data} />
  if (error instanceof ApiError && error.status === 404) {
    return (
      <EmptyState isPage icon={SourcesIcon} title={t('sources:page.goneTitle')} text={t('sources:page.goneText')}>
        <Link to="/sources" className={buttonStyle()}>
          {t('sources:title')}
        </Link>
      </EmptyState>
    )
  }
  if (error) return <LoadFailed error={error} onRetry={() => void refetch()} />
  return <SkeletonRows rows={6} />
}

/** Left how to connect it, right what arrives. */
function Loaded({ source }: { source: SourceDetail }) {
  const { t, has } = useText()
  const mayTest = useMay('sources.test')
  return (
    <>
      <Link
        to="/sources"
        className="mx-4 mt-3 inline-flex min-h-8 items-center gap-1 text-ink-soft hover:text-ink max-md:min-h-11 md:mx-6"
      >
        <BackIcon className="size-4" aria-hidden />
        {t('sources:title')}
      </Link>
      <div className="-mt-3">
        <PageHeader
          title={source.name}
          intro={`${named('sources:type', source.type, has, t)} · ${t(source.enabled ? 'sources:enabled' : 'sources:disabled')}`}
        >
          {mayTest && !source.builtIn && source.enabled && <TestEvent sourceKey={source.key} />}
        </PageHeader>
      </div>
      <div className="grid gap-x-10 px-4 md:px-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="min-w-0">
          <FactList className="pb-4">
            <Fact name={t('sources:page.address')}>
              {source.url && <CodeLine code={source.url} what={t('sources:page.address')} />}
            </Fact>
            <Fact name={t('sources:page.key')}>
              {source.integrationKey && <CodeLine code={source.integrationKey} what={t('sources:page.key')} />}
            </Fact>
            <Fact name={t('sources:page.policy')}>{source.escalationPolicy}</Fact>
            <Fact name={t('sources:page.customer')}>{source.customer}</Fact>
            <Fact name={t('sources:page.service')}>{source.service}</Fact>
          </FactList>
          <Section title={t('sources:page.guide')}>
            {source.setup ? (
              <Markdown text={source.setup.markdown} />
            ) : (
              <p className="text-ink-soft">{t(source.builtIn ? 'sources:page.builtIn' : 'sources:page.noGuide')}</p>
            )}
          </Section>
        </div>
        <EventFeed sourceKey={source.key} />
      </div>
    </>
  )
}

/** A test event pages real people, so that is said before. */
function TestEvent({ sourceKey }: { sourceKey: string }) {
  const { t } = useText()
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const test = useMutation({
    mutationFn: () => api.post<{ alertNumber: number | null }>(`/sources/${encodeURIComponent(sourceKey)}/test`),
    onSuccess: ({ alertNumber }) => {
      setAsking(false)
      showToast(alertNumber === null ? t('sources:page.tested') : t('sources:page.testedAs', { number: alertNumber }))
      void queryClient.invalidateQueries({ queryKey: topicKey('sources') })
    },
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <SendIcon />
        {t('sources:page.test')}
      </Button>
      <Dialog open={asking} onClose={() => setAsking(false)} title={t('sources:page.testConfirm')}>
        <p className="mb-4 text-ink-soft">{t('sources:page.testHint')}</p>
        {test.error && (
          <Notice tone="problem" className="mb-4">
            {errorText(test.error)}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>{t('common:action.cancel')}</Button>
          <Button look="primary" busy={test.isPending} onClick={() => test.mutate()}>
            {t('sources:page.testSend')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
