import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { SandboxPerson } from '../api/types.ts'
import { useText } from '../app/i18n.ts'
import { cn } from '../ui/class-names.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { BackIcon, CallIncomingIcon, SandboxIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { Mailbox } from './mailbox.tsx'
import { Phone } from './phone.tsx'
import { deskQuery, peopleQuery } from './queries.ts'

/** People left; mailbox and phone of the chosen one. On a phone width first the list, then the person. */
export function SandboxPage() {
  const { t } = useText()
  const { person: chosen } = useParams({ strict: false })
  const query = useQuery(peopleQuery)
  return (
    <>
      <PageHeader title={t('sandbox:title')} intro={t('sandbox:intro')} />
      <div className="border-t border-line md:grid md:grid-cols-[13rem_minmax(0,1fr)]">
        <nav
          aria-label={t('sandbox:people')}
          className={cn('md:min-h-[70dvh] md:border-r md:border-line', chosen && 'max-md:hidden')}
        >
          {query.isPending && <SkeletonRows rows={5} />}
          {query.isError && <LoadFailed error={query.error} onRetry={() => void query.refetch()} />}
          <ul>
            {query.data?.items.map((person) => (
              <li key={person.key}>
                <PersonLink person={person} />
              </li>
            ))}
          </ul>
        </nav>
        {chosen ? (
          <Desk personKey={chosen} name={query.data?.items.find((person) => person.key === chosen)?.name ?? chosen} />
        ) : (
          <Choose />
        )}
      </div>
    </>
  )
}

function PersonLink({ person }: { person: SandboxPerson }) {
  const { t } = useText()
  return (
    <Link
      to="/sandbox/$person"
      params={{ person: person.key }}
      className="flex min-h-10 items-center gap-2 border-b border-line px-4 hover:bg-hover focus-visible:-outline-offset-2 max-md:min-h-13"
      activeProps={{ className: 'bg-hover font-semibold' }}
    >
      <span className="min-w-0 flex-1 truncate">{person.name}</span>
      {person.ringing && (
        <span className="text-simulation" title={t('sandbox:ringing')}>
          <CallIncomingIcon className="size-4 animate-pulse" aria-hidden />
          <span className="sr-only">{t('sandbox:ringing')}</span>
        </span>
      )}
      {person.unread > 0 && (
        <span className="min-w-5 rounded-full bg-simulation-soft px-1.5 text-center text-small font-semibold text-simulation">
          <span aria-hidden>{person.unread}</span>
          <span className="sr-only">{t('sandbox:unread', { count: person.unread })}</span>
        </span>
      )}
    </Link>
  )
}

function Choose() {
  const { t } = useText()
  return (
    <EmptyState
      icon={SandboxIcon}
      title={t('sandbox:choose.title')}
      text={t('sandbox:choose.text')}
      className="max-md:hidden"
    />
  )
}

function Desk({ personKey, name }: { personKey: string; name: string }) {
  const { t } = useText()
  const { data, error, isPending, refetch } = useQuery(deskQuery(personKey))
  return (
    <div className="min-w-0 px-4 pb-6 md:px-6">
      <Link to="/sandbox" className="inline-flex min-h-11 items-center gap-1 text-ink-soft md:hidden">
        <BackIcon className="size-4" aria-hidden />
        {t('sandbox:back')}
      </Link>
      {isPending && <SkeletonRows rows={6} />}
      {error && <LoadFailed error={error} onRetry={() => void refetch()} />}
      {data && (
        <div className="flex gap-x-10 gap-y-6 max-xl:flex-col xl:grid xl:grid-cols-[minmax(0,1fr)_20rem]">
          <Mailbox key={`mail ${personKey}`} mails={data.mails} name={name} person={personKey} />
          <div className="max-xl:order-first">
            <Phone key={`phone ${personKey}`} desk={data} name={name} person={personKey} />
          </div>
        </div>
      )}
    </div>
  )
}
