import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import type { EscalationPolicyConfig } from '../../../../contract/config/escalation.ts'
import type { Priority } from '../../../../contract/keys.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { useViewer } from '../../app/session.ts'
import { fromLocalInput, toLocalInput } from '../../oncall/local-input.ts'
import { peopleQuery } from '../../oncall/queries.ts'
import { Button } from '../../ui/button.tsx'
import { MultiCombobox } from '../../ui/combobox/multi-combobox.tsx'
import { Field } from '../../ui/field.tsx'
import { MomentInput } from '../../ui/moment-input.tsx'
import { LoadFailed } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Segments } from '../../ui/segments.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { simulationQuery } from '../queries.ts'
import type { PolicySearch } from '../search.ts'
import { SimulationResult } from './simulation-result.tsx'

interface PanelProps {
  /** The stored policy, or one that is being written; undefined while that is incomplete. */
  subject: { policy: string } | { draft: EscalationPolicyConfig } | undefined
  search: PolicySearch
  onSearch: (next: PolicySearch) => void
}

/** What the policy would do if an alert came now, or at another time; by the rules that page in production. */
export function SimulationPanel({ subject, search, onSearch }: PanelProps) {
  const { t } = useText()
  const show = (part: Partial<Record<keyof PolicySearch, string | undefined>>) => {
    const next = Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== undefined))
    onSearch(next)
  }
  return (
    <Section title={t('policies:simulation.title')} className="min-w-0">
      <Questions search={search} show={show} />
      {subject ? (
        <Answer subject={subject} search={search} />
      ) : (
        <p className="mt-3 rounded-md border border-dashed border-line-strong p-6 text-ink-soft">
          {t('policies:simulation.incomplete')}
        </p>
      )}
    </Section>
  )
}

interface QuestionsProps {
  search: PolicySearch
  show: (part: Partial<Record<keyof PolicySearch, string | undefined>>) => void
}

function Questions({ search, show }: QuestionsProps) {
  const { t } = useText()
  const viewer = useViewer()
  const now = useNow(60_000)
  const { data: people = [] } = useQuery(peopleQuery)
  const at = search.at ? Date.parse(search.at) : now
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t('policies:simulation.at')}>
          {(control) => (
            <MomentInput
              {...control}
              zone={viewer.timezone}
              value={toLocalInput(at, viewer.timezone)}
              onChange={(value) => show({ at: fromLocalInput(value, viewer.timezone) })}
            />
          )}
        </Field>
        {search.at && <Button onClick={() => show({ at: undefined })}>{t('policies:simulation.now')}</Button>}
        <Segments<Priority>
          label={t('policies:simulation.priority')}
          value={search.priority ?? 'high'}
          options={[
            { value: 'high', label: t('policies:simulation.high') },
            { value: 'low', label: t('policies:simulation.low') },
          ]}
          onChange={(priority) => show({ priority: priority === 'low' ? 'low' : undefined })}
        />
      </div>
      <Field label={t('policies:simulation.silent')} hint={t('policies:simulation.silentHint')}>
        {(control) => (
          <MultiCombobox
            {...control}
            label={t('policies:simulation.silent')}
            placeholder={t('policies:simulation.everybody')}
            values={silentOf(search)}
            options={people.map(({ key, name }) => ({ value: key, label: name, hint: key }))}
            onChange={(keys) => show({ silent: keys.length > 0 ? keys.join(',') : undefined })}
          />
        )}
      </Field>
    </div>
  )
}

const silentOf = ({ silent }: PolicySearch) => (silent ? silent.split(',') : [])

function Answer({ subject, search }: { subject: NonNullable<PanelProps['subject']>; search: PolicySearch }) {
  const silent = silentOf(search)
  // Typing asks less often than there are keys.
  const asked = useDeferredValue(JSON.stringify(subject))
  const query = useQuery(
    simulationQuery({
      ...(JSON.parse(asked) as typeof subject),
      at: search.at,
      priority: search.priority ?? 'high',
      unanswered: silent.length > 0 ? silent : 'all',
    }),
  )
  if (query.isError) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonRows rows={6} />
  return <SimulationResult simulation={query.data} />
}

/** Writes what is asked into the address of the policy's page. */
export function useSearchInAddress(policy: string): (next: PolicySearch) => void {
  const navigate = useNavigate()
  return (search) => void navigate({ to: '/policies/$key', params: { key: policy }, search, replace: true })
}
