import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import type { EscalationPolicyConfig } from '../../../../contract/config/escalation.ts'
import { itemQuery, type Stored } from '../../api/items.ts'
import { formatNames } from '../../app/format.ts'
import { useItemEditor } from '../../app/item-editor.ts'
import { useText } from '../../app/i18n.ts'
import { useProblemText } from '../../oncall/edit/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { leaveSaved } from '../../ui/leave-guard.tsx'
import { LoadFailed, Notice } from '../../ui/notice.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { showToast } from '../../ui/toast.tsx'
import type { Policy } from '../queries.ts'
import type { PolicySearch } from '../search.ts'
import { SimulationPanel, useSearchInAddress } from '../simulation/simulation-panel.tsx'
import { policyDraftOf, policyItemOf, policyProblemsOf } from './draft.ts'
import { PolicyFields } from './policy-fields.tsx'

interface EditorProps {
  policy: Policy
  search: PolicySearch
}

/** The form of a policy, with what it would do beside it. */
export function PolicyEditor({ policy, search }: EditorProps) {
  const query = useQuery(itemQuery('escalationPolicies', policy.key))
  if (query.isError && !query.data) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonRows rows={6} />
  return <Editor key={policy.key} policy={policy} search={search} stored={query.data} />
}

function Editor({ policy, search, stored }: EditorProps & { stored: Stored<EscalationPolicyConfig> }) {
  const { t } = useText()
  const leave = useLeave(policy.key, search)
  const onSearch = useSearchInAddress(policy.key)
  const [wasSent, setWasSent] = useState(false)
  const editor = useItemEditor({
    noun: 'escalationPolicies',
    stored,
    draftOf: policyDraftOf,
    itemOf: (draft) => policyItemOf(draft, policy.key),
    done: () => {
      showToast(t('policies:edit.saved'))
      leaveSaved(leave)
    },
  })
  const problems = policyProblemsOf(editor.draft)
  const refusal = useProblemText(editor.error)
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setWasSent(true)
    if (problems.size > 0)
      event.currentTarget.querySelector<HTMLElement>(`[name="${[...problems.keys()][0]}"]`)?.focus()
    else if (!editor.busy) editor.save()
  }
  const subject = problems.size > 0 ? undefined : { draft: policyItemOf(editor.draft, policy.key) }
  return (
    <div className="grid items-start gap-x-10 gap-y-4 lg:grid-cols-2">
      <form
        className="flex min-w-0 flex-col gap-4"
        onSubmit={submit}
        noValidate
        aria-label={t('policies:edit.title', { name: policy.name })}
      >
        {stored.managed && <Notice tone="info">{t('policies:edit.managed')}</Notice>}
        {editor.theirs && <ChangedMeanwhile editor={editor} />}
        <PolicyFields draft={editor.draft} setDraft={editor.setDraft} problems={wasSent ? problems : new Map()} />
        <FormFooter
          dirty={editor.dirty}
          busy={editor.busy}
          problem={wasSent && problems.size > 0 ? t('schedule:problem.some', { count: problems.size }) : refusal}
          onDiscard={() => {
            editor.discard()
            leaveSaved(leave)
          }}
          watches={['edit']}
        />
      </form>
      <div className="lg:sticky lg:top-14">
        <SimulationPanel subject={subject} search={search} onSearch={onSearch} />
      </div>
    </div>
  )
}

interface ChangedProps {
  editor: {
    base: Stored<EscalationPolicyConfig>
    theirs: Stored<EscalationPolicyConfig> | undefined
    keepMine: () => void
    takeTheirs: () => void
  }
}

/** Somebody else saved first: which parts, and whether to put this over them. */
function ChangedMeanwhile({ editor: { base, theirs, keepMine, takeTheirs } }: ChangedProps) {
  const { t, language } = useText()
  const fields = fieldsThatDiffer(base.item, theirs?.item ?? base.item)
  return (
    <Notice tone="caution">
      <p className="font-medium">
        {t('policies:meanwhile.title', {
          parts: formatNames(
            fields.map((field) => t(`policies:part.${field}`)),
            language,
          ),
        })}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="small" onClick={keepMine}>
          {t('schedule:meanwhile.keep')}
        </Button>
        <Button size="small" onClick={takeTheirs}>
          {t('schedule:meanwhile.take')}
        </Button>
      </div>
    </Notice>
  )
}

const parts = [
  'name',
  'steps',
  'delay',
  'repeat',
  'allAtOnce',
  'stepEnds',
  'attempts',
  'repeatEvery',
  'acknowledgeTimeout',
  'acknowledgeReminder',
] as const

const fieldsThatDiffer = (a: EscalationPolicyConfig, b: EscalationPolicyConfig) =>
  parts.filter((part) => JSON.stringify(a[part]) !== JSON.stringify(b[part]))

/** Back to looking at it. */
function useLeave(policy: string, { edit: _edit, ...search }: PolicySearch) {
  const navigate = useNavigate()
  return () => void navigate({ to: '/policies/$key', params: { key: policy }, search })
}
