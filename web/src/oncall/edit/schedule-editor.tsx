import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import type { ScheduleConfig } from '../../../../contract/config/schedule.ts'
import type { ScheduleView } from '../../../../contract/oncall.ts'
import { itemQuery, type Stored } from '../../api/items.ts'
import { useItemEditor } from '../../app/item-editor.ts'
import { useText } from '../../app/i18n.ts'
import { FormFooter } from '../../ui/form-footer.tsx'
import { leaveSaved } from '../../ui/leave-guard.tsx'
import { LoadFailed, Notice } from '../../ui/notice.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { showToast } from '../../ui/toast.tsx'
import { namesIn, rulesOf } from '../schedule/rules-of.ts'
import type { ScheduleSearch } from '../schedule/search.ts'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'
import { draftOf, itemOf, problemsOf } from './draft.ts'
import { DraftFields } from './draft-fields.tsx'
import { Preview } from './preview.tsx'
import { useProblemText } from './problem-text.ts'

interface EditorProps {
  schedule: ScheduleView
  search: ScheduleSearch
}

/** The form of a schedule, with what it comes to beside it. */
export function ScheduleEditor({ schedule, search }: EditorProps) {
  const query = useQuery(itemQuery('schedules', schedule.key))
  if (query.isError && !query.data) return <LoadFailed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonRows rows={6} />
  return <Editor key={schedule.key} schedule={schedule} search={search} stored={query.data} />
}

function Editor({ schedule, search, stored }: EditorProps & { stored: Stored<ScheduleConfig> }) {
  const { t } = useText()
  const leave = useLeave(schedule.key, search)
  const [wasSent, setWasSent] = useState(false)
  const editor = useItemEditor({
    noun: 'schedules',
    stored,
    draftOf: (item) => draftOf(item, schedule.timezone),
    itemOf: (draft) => itemOf(draft, schedule.key),
    done: () => {
      showToast(t('schedule:edit.saved'))
      leaveSaved(leave)
    },
  })
  const problems = problemsOf(editor.draft)
  const refusal = useProblemText(editor.error)
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setWasSent(true)
    if (problems.size > 0)
      event.currentTarget.querySelector<HTMLElement>(`[name="${[...problems.keys()][0]}"]`)?.focus()
    else if (!editor.busy) editor.save()
  }
  return (
    <form
      className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-[minmax(21rem,26rem)_minmax(0,1fr)]"
      onSubmit={submit}
      noValidate
      aria-label={t('schedule:edit.title', { schedule: schedule.name })}
    >
      <div className="flex min-w-0 flex-col gap-4">
        {stored.managed && <Notice tone="info">{t('schedule:edit.managed')}</Notice>}
        {editor.theirs && <ChangedMeanwhile editor={editor} schedule={schedule} />}
        <DraftFields draft={editor.draft} setDraft={editor.setDraft} problems={wasSent ? problems : new Map()} />
      </div>
      <Preview
        draft={editor.draft}
        before={rulesOf(schedule)}
        overrides={schedule.overrides}
        search={search}
        names={namesIn(schedule)}
      />
      <div className="lg:col-span-2">
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
      </div>
    </form>
  )
}

/** Back to looking at it. */
function useLeave(schedule: string, { edit: _edit, ...search }: ScheduleSearch) {
  const navigate = useNavigate()
  return () => void navigate({ to: '/oncall/$key', params: { key: schedule }, search })
}
