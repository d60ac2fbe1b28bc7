import type { PersonReadiness } from '../../../../contract/readiness.ts'
import { inkByTone } from '../../ui/chip.tsx'
import { cn } from '../../ui/class-names.ts'
import { FailedIcon, WarningIcon } from '../../ui/icons.ts'
import { LastTest } from '../last-test.tsx'
import type { Person } from '../queries.ts'
import { ReadySign } from '../ready-sign.tsx'

/** Whether a page would reach the person: everything that stands between, in full, and the last test. */
export function OwnReadiness({ person, readiness }: { person: Person; readiness: PersonReadiness | undefined }) {
  const problems = readiness?.problems ?? []
  return (
    <div className="flex flex-col gap-1 pb-3">
      {problems.length === 0 && <ReadySign readiness={readiness} canSignIn={person.canSignIn} />}
      <ul className="flex flex-col gap-1">
        {problems.map(({ code, contact, severity, message }) => {
          const isError = severity === 'error'
          const Sign = isError ? FailedIcon : WarningIcon
          return (
            <li
              key={`${code} ${contact}`}
              className={cn('flex gap-1.5', inkByTone[isError ? 'triggered' : 'acknowledged'])}
            >
              <Sign className="mt-0.5 size-4 shrink-0" aria-hidden />
              {message}
            </li>
          )
        })}
      </ul>
      <LastTest test={readiness?.lastTest ?? null} />
    </div>
  )
}
