import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Heartbeat, Ping } from '../api/types.ts'
import { formatDurationExact } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { Button } from '../ui/button.tsx'
import { CodeBlock, CodeLine } from '../ui/code-block.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Fact, FactList } from '../ui/fact-list.tsx'
import { WaitingIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { Segments } from '../ui/segments.tsx'
import { Moment } from '../ui/time.tsx'
import { snippets } from './list-view.ts'
import { pingsQuery } from './queries.ts'
import { Agreed, Expected, RunStrip } from './state.tsx'

/** Left how the job reports, right what it reported. */
export function HeartbeatOverview({ heartbeat }: { heartbeat: Heartbeat }) {
  const { t } = useText()
  const maySeeSource = useMay('sources.read')
  const { source } = heartbeat
  return (
    <div className="grid gap-x-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="min-w-0">
        <FactList className="pb-4">
          <Fact name={t('heartbeats:column.every')}>
            <Agreed heartbeat={heartbeat} />
          </Fact>
          <Fact name={t('heartbeats:column.last')}>
            {heartbeat.lastPingAt ? <Moment at={heartbeat.lastPingAt} /> : t('common:time.never')}
          </Fact>
          <Fact name={t('heartbeats:column.expected')}>
            <Expected heartbeat={heartbeat} />
          </Fact>
          <Fact name={t('heartbeats:source')}>
            {maySeeSource && !source.removed ? (
              <Link to="/sources/$key" params={{ key: source.key }} className="text-accent underline">
                {source.name}
              </Link>
            ) : (
              source.name
            )}
            {source.removed && ` (${t('heartbeats:sourceRemoved')})`}
          </Fact>
        </FactList>
        {heartbeat.pingUrl && <Snippets url={heartbeat.pingUrl} />}
      </div>
      <Section
        title={t('heartbeats:pings')}
        className="min-w-0 lg:border-t-0 lg:pt-0"
        aside={<RunStrip runs={heartbeat.recent} />}
      >
        <Pings heartbeat={heartbeat} />
      </Section>
    </div>
  )
}

function Snippets({ url }: { url: string }) {
  const { t } = useText()
  const all = snippets(url)
  const [chosen, setChosen] = useState(all[0]?.name ?? 'curl')
  const snippet = all.find(({ name }) => name === chosen)
  return (
    <Section title={t('heartbeats:report')}>
      <p className="mb-2 text-ink-soft">{t('heartbeats:pingHint')}</p>
      <CodeLine code={url} what={t('heartbeats:pingUrl')} />
      <Segments
        label={t('heartbeats:place')}
        isLabelHidden
        className="my-3"
        value={chosen}
        options={all.map(({ name }) => ({ value: name, label: t(`heartbeats:snippet.${name}`) }))}
        onChange={setChosen}
      />
      {snippet && <CodeBlock code={snippet.code} what={t(`heartbeats:snippet.${snippet.name}`)} />}
      <p className="mt-2 text-small text-ink-faint">{t('heartbeats:verbs')}</p>
    </Section>
  )
}

function Pings({ heartbeat }: { heartbeat: Heartbeat }) {
  const { t } = useText()
  const query = useInfiniteQuery(pingsQuery(heartbeat.key))
  const pings = query.data?.pages.flatMap((page) => page.items)
  if (query.isError && !pings) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  if (pings?.length === 0)
    return (
      <EmptyState
        icon={WaitingIcon}
        title={t('heartbeats:status.new')}
        text={t('heartbeats:noPings')}
        className="rounded-md border border-dashed border-line-strong py-10"
      />
    )
  return (
    <>
      <ul aria-live="polite">
        {pings?.map((ping) => (
          <PingRow key={ping.id} ping={ping} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button className="mt-3" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common:action.loadMore')}
        </Button>
      )}
    </>
  )
}

function PingRow({ ping }: { ping: Ping }) {
  const { t, language } = useText()
  const { kind, exitStatus, durationMs, userAgent, body } = ping
  const facts = [
    exitStatus === null ? null : t('heartbeats:exitStatus', { status: exitStatus }),
    durationMs === null ? null : formatDurationExact(durationMs / 1_000, language),
    userAgent,
  ]
  return (
    <li className="border-b border-line py-1.5">
      <p className="flex items-center gap-3 text-ink-soft">
        <Moment at={ping.at} className="w-28 shrink-0 text-ink" />
        <span className="min-w-0 truncate">
          <span className={kind === 'fail' ? 'font-medium text-triggered' : 'text-ink'}>
            {t(`heartbeats:ping.${kind}`)}
          </span>
          {facts.filter(Boolean).map((fact) => ` · ${fact}`)}
        </span>
      </p>
      {body && (
        <Disclosure summary={t('heartbeats:output')} className="pl-31 max-md:pl-0">
          <CodeBlock code={body} what={t('heartbeats:output')} className="mt-1" />
        </Disclosure>
      )}
    </li>
  )
}
