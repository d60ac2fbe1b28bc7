import { useQuery } from '@tanstack/react-query'
import type { SetupProblemView } from '../../../contract/readiness.ts'
import { useText } from '../app/i18n.ts'
import { useMay } from '../app/session.ts'
import { OfAllCustomers } from '../app/customer/of-all-customers.tsx'
import { cn } from '../ui/class-names.ts'
import { WarningIcon } from '../ui/icons.ts'
import { Section } from '../ui/section.tsx'
import { setupProblemsQuery } from './queries.ts'

/** The rest is where the set-up is. */
const shownMost = 5

/** What of the set-up would hurt at the next alert; nothing where all is well. */
export function SetupProblems() {
  const { t, language } = useText()
  const { data } = useQuery({ ...setupProblemsQuery(language), enabled: useMay('config.read') })
  const problems = data?.items ?? []
  if (problems.length === 0) return null
  const hidden = problems.length - shownMost
  return (
    <Section title={t('now:setup.title')} aside={<OfAllCustomers />}>
      <ul className="flex flex-col gap-2">
        {problems.slice(0, shownMost).map((problem, index) => (
          <Problem key={index} problem={problem} />
        ))}
      </ul>
      {hidden > 0 && <p className="mt-2 text-small text-ink-faint">{t('now:setup.more', { count: hidden })}</p>}
    </Section>
  )
}

function Problem({ problem: { severity, message } }: { problem: SetupProblemView }) {
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2">
      <WarningIcon
        className={cn('mt-0.5 size-4', severity === 'error' ? 'text-triggered' : 'text-acknowledged')}
        aria-hidden
      />
      <p className={severity === 'error' ? '' : 'text-ink-soft'}>{message}</p>
    </li>
  )
}
