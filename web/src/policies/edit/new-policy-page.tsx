import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { saveItem } from '../../api/items.ts'
import { useText } from '../../app/i18n.ts'
import { queryClient } from '../../app/query.ts'
import { useMay } from '../../app/session.ts'
import { keyOfName } from '../../oncall/edit/draft.ts'
import { useProblemText } from '../../oncall/edit/problem-text.ts'
import { schedulesQuery, teamsQuery } from '../../oncall/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { PoliciesIcon } from '../../ui/icons.ts'
import { leaveSaved } from '../../ui/leave-guard.tsx'
import { BackLink } from '../../setup/page-parts.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { Section } from '../../ui/section.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { showToast } from '../../ui/toast.tsx'
import { LadderView } from '../ladder-view.tsx'
import { policyQuery, useDirectory } from '../queries.ts'
import type { PolicySearch } from '../search.ts'
import { SimulationPanel } from '../simulation/simulation-panel.tsx'
import {
  policyDraftFrom,
  policyDraftOf,
  policyItemOf,
  policyProblemsOf,
  policyTemplates,
  type PolicyDraft,
  type PolicyTemplate,
} from './draft.ts'
import { PolicyFields } from './policy-fields.tsx'

/** A new policy: from a template, or as a copy of another one. */
export function NewPolicyPage() {
  const { t } = useText()
  const mayWrite = useMay('oncall.write')
  const { from } = useSearch({ from: '/console/new/policy' })
  if (!mayWrite) {
    return <EmptyState isPage icon={PoliciesIcon} title={t('policies:new.title')} text={t('policies:new.notAllowed')} />
  }
  return (
    <>
      <BackLink to="/policies">{t('policies:title')}</BackLink>
      <PageHeader title={t('policies:new.title')} intro={t('policies:new.intro')} />
      <div className="px-4 pb-8 md:px-6">{from ? <Copy of={from} /> : <FromTemplate />}</div>
    </>
  )
}

function Copy({ of }: { of: string }) {
  const { t } = useText()
  const { data } = useQuery(policyQuery(of))
  if (!data) return <SkeletonRows rows={6} />
  return <NewForm initial={policyDraftOf({ ...data, name: t('policies:new.copyOf', { name: data.name }) })} />
}

function FromTemplate() {
  const { t } = useText()
  const [template, setTemplate] = useState<PolicyTemplate>('levels')
  const { data: schedules } = useQuery(schedulesQuery)
  const { data: teams } = useQuery(teamsQuery)
  if (!schedules || !teams) return <SkeletonRows rows={6} />
  const known = { schedules: schedules.items.map((one) => one.key), teams: teams.map((one) => one.key) }
  return (
    <>
      <RadioCards
        className="mb-6"
        label={t('policies:template.label')}
        value={template}
        options={policyTemplates.map((value) => ({
          value,
          label: t(`policies:template.${value}.name`),
          text: t(`policies:template.${value}.text`),
        }))}
        onChange={setTemplate}
      />
      <NewForm key={template} initial={policyDraftFrom(template, '', known)} />
    </>
  )
}

function NewForm({ initial }: { initial: PolicyDraft }) {
  const { t } = useText()
  const form = useNewPolicy(initial)
  return (
    <div className="grid items-start gap-x-10 gap-y-4 lg:grid-cols-2">
      <form
        className="flex min-w-0 flex-col gap-4"
        onSubmit={form.submit}
        noValidate
        aria-label={t('policies:new.title')}
      >
        <PolicyFields draft={form.draft} setDraft={form.setDraft} problems={form.problems} />
        <Field label={t('policies:field.key')} hint={t('policies:field.keyHint')} error={form.keyFault}>
          {(control) => (
            <Input
              {...control}
              name="key"
              className="font-mono"
              value={form.key}
              onChange={(event) => form.setKey(event.target.value)}
            />
          )}
        </Field>
        <FormFooter dirty={form.dirty} busy={form.busy} problem={form.problem} saveLabel={t('policies:new.save')} />
      </form>
      <Preview draft={form.draft} />
    </div>
  )
}

/** What it would do if it fired now or at another time, before it is saved; what is asked is not in the address. */
function Preview({ draft }: { draft: PolicyDraft }) {
  const { t } = useText()
  const directory = useDirectory()
  const [search, setSearch] = useState<PolicySearch>({})
  const item = policyItemOf(draft, 'draft')
  // It needs no name to be played.
  const isComplete = policyProblemsOf({ ...draft, name: draft.name || '?' }).size === 0
  return (
    <div className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-14">
      <Section title={t('policies:ladder.title')}>
        <LadderView policy={item} priority={search.priority ?? 'high'} directory={directory} />
      </Section>
      <SimulationPanel subject={isComplete ? { draft: item } : undefined} search={search} onSearch={setSearch} />
    </div>
  )
}

/** What is typed of a new policy; its key follows the name until somebody writes one. */
function useNewPolicy(initial: PolicyDraft) {
  const { t } = useText()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(initial)
  const [typedKey, setKey] = useState<string>()
  const [wasSent, setWasSent] = useState(false)
  const key = typedKey ?? keyOfName(draft.name)
  const saving = useMutation({
    mutationFn: () => saveItem('escalationPolicies', key, policyItemOf(draft, key), { revision: 'new' }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['setup'] })
      showToast(t('policies:new.saved', { name: draft.name }))
      leaveSaved(() => void navigate({ to: '/policies/$key', params: { key: key } }))
    },
  })
  const problems = policyProblemsOf(draft)
  const isKeyBad = !/^[a-z0-9][a-z0-9._-]{0,63}$/.test(key)
  const refusal = useProblemText(saving.error)
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setWasSent(true)
    const first = isKeyBad && problems.size === 0 ? 'key' : [...problems.keys()][0]
    if (first !== undefined) event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
    else if (!saving.isPending) saving.mutate()
  }
  const missing = wasSent && problems.size > 0 ? t('schedule:problem.some', { count: problems.size }) : undefined
  return {
    draft,
    setDraft,
    key,
    setKey,
    submit,
    busy: saving.isPending,
    dirty: draft !== initial,
    problems: wasSent ? problems : new Map<string, never>(),
    keyFault: wasSent && isKeyBad ? t('schedule:problem.key') : undefined,
    problem: missing ?? refusal,
  }
}
