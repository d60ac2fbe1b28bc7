import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { PersonReadiness } from '../../../contract/readiness.ts'
import { useText } from '../app/i18n.ts'
import { useMay, useSession } from '../app/session.ts'
import { buttonStyle } from '../ui/button.tsx'
import { Chip, inkByTone } from '../ui/chip.tsx'
import { cn } from '../ui/class-names.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { DoneIcon, FailedIcon, ReadinessIcon, WarningIcon } from '../ui/icons.ts'
import { LoadFailed } from '../ui/notice.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { cureOf } from './cure.ts'
import { LastTest } from './last-test.tsx'
import { readinessQuery } from './queries.ts'

/** Everybody who may be paged, what is missing, and the way to mend it. */
export function ReadinessList() {
  const { t } = useText()
  const query = useQuery(readinessQuery(useText().language))
  if (query.isPending) return <SkeletonRows />
  if (query.isError) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  const { items, ready, total } = query.data
  if (total === 0)
    return <EmptyState icon={ReadinessIcon} title={t('people:nobody.title')} text={t('people:nobody.text')} />
  return (
    <>
      <p className="px-4 py-3 text-ink-soft md:px-6">{t('people:readiness.sum', { ready, total })}</p>
      <ul className="border-t border-line">
        {items.map((one) => (
          <PersonReady key={one.user.key} person={one} />
        ))}
      </ul>
    </>
  )
}

function PersonReady({ person }: { person: PersonReadiness }) {
  const { t } = useText()
  const { user, problems, ready } = person
  return (
    <li className="border-b border-line px-4 py-3 md:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link to="/people/$key" params={{ key: user.key }} className="font-medium hover:underline max-md:py-2">
          {user.name}
        </Link>
        <Chip
          tone={ready ? (problems.length > 0 ? 'acknowledged' : 'resolved') : 'triggered'}
          icon={ready ? (problems.length > 0 ? WarningIcon : DoneIcon) : FailedIcon}
        >
          {t(ready ? (problems.length > 0 ? 'people:ready.nearly' : 'people:ready.yes') : 'people:ready.no')}
        </Chip>
      </div>
      <LastTest test={person.lastTest} />
      <ul className="mt-1 flex flex-col gap-1">
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.contact}`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span
              className={cn(
                'min-w-0 flex-1 basis-80',
                problem.severity === 'error' ? inkByTone.triggered : 'text-ink-soft',
              )}
            >
              {problem.message}
            </span>
            <Cure userKey={user.key} code={problem.code} />
          </li>
        ))}
      </ul>
    </li>
  )
}

/** One's own things are mended in the profile, those of others on their page, by whoever may. */
function Cure({ userKey, code }: { userKey: string; code: string }) {
  const { t } = useText()
  const session = useSession()
  const mayHelp = useMay('people.contacts')
  const cure = cureOf(code)
  if (session?.user.key === userKey && cure.tab) {
    return (
      <Link to="/me" search={{ tab: cure.tab }} className={buttonStyle({ size: 'small' })}>
        {t(`people:cure.${cure.word}`)}
      </Link>
    )
  }
  if (!mayHelp) return null
  return (
    <Link to="/people/$key" params={{ key: userKey }} className={buttonStyle({ size: 'small' })}>
      {t(`people:cure.${cure.word}`)}
    </Link>
  )
}
