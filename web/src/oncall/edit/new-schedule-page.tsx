import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { saveItem } from '../../api/items.ts'
import { useText } from '../../app/i18n.ts'
import { useNow } from '../../app/now.ts'
import { queryClient } from '../../app/query.ts'
import { useMay, useSession } from '../../app/session.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { OnCallIcon } from '../../ui/icons.ts'
import { leaveSaved } from '../../ui/leave-guard.tsx'
import { BackLink } from '../../setup/page-parts.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { showToast } from '../../ui/toast.tsx'
import { scheduleQuery } from '../queries.ts'
import { dateAt } from '../timeline/span.ts'
import { draftOf, itemOf, keyOfName, problemsOf, type Draft } from './draft.ts'
import { DraftFields } from './draft-fields.tsx'
import { Preview } from './preview.tsx'
import { useProblemText } from './problem-text.ts'
import { draftFrom, templates, type Template } from './templates.ts'

/** A new schedule: from a template, or as a copy of another one. */
export function NewSchedulePage() {
  const { t } = useText()
  const mayWrite = useMay('oncall.write')
  const { from } = useSearch({ from: '/console/new/schedule' })
  if (!mayWrite) {
    return <EmptyState isPage icon={OnCallIcon} title={t('schedule:new.title')} text={t('schedule:new.notAllowed')} />
  }
  return (
    <>
      <BackLink to="/oncall">{t('schedule:all')}</BackLink>
      <PageHeader title={t('schedule:new.title')} intro={t('schedule:new.intro')} />
      <div className="px-4 pb-8 md:px-6">{from ? <Copy of={from} /> : <FromTemplate />}</div>
    </>
  )
}

function Copy({ of }: { of: string }) {
  const { t } = useText()
  const { data } = useQuery(scheduleQuery(of))
  if (!data) return <SkeletonRows rows={6} />
  const { layers, team, customer, timezone } = data
  const name = t('schedule:new.copyOf', { name: data.name })
  const item = {
    key: of,
    name,
    timezone,
    ...(team && { team: team.key }),
    ...(customer && { customer: customer.key }),
    layers: layers.map((layer) => ({ ...layer, users: layer.users.map((user) => user.key) })),
  }
  return <NewForm initial={draftOf(item, timezone)} />
}

function FromTemplate() {
  const { t } = useText()
  const session = useSession()
  const [template, setTemplate] = useState<Template>('weekly')
  const timezone = session?.organization.timezone ?? 'UTC'
  const names = {
    weekly: t('schedule:template.layer.weekly'),
    week: t('schedule:template.layer.week'),
    weekend: t('schedule:template.layer.weekend'),
    east: t('schedule:template.layer.east'),
    west: t('schedule:template.layer.west'),
    office: t('schedule:template.layer.office'),
  }
  const now = useNow(24 * 3_600_000)
  const initial = draftFrom(template, { name: '', timezone, today: dateAt(now, timezone), names })
  return (
    <>
      <RadioCards
        className="mb-6"
        label={t('schedule:template.label')}
        value={template}
        options={templates.map((value) => ({
          value,
          label: t(`schedule:template.${value}.name`),
          text: t(`schedule:template.${value}.text`),
        }))}
        onChange={setTemplate}
      />
      <NewForm key={template} initial={initial} />
    </>
  )
}

function NewForm({ initial }: { initial: Draft }) {
  const { t } = useText()
  const form = useNewSchedule(initial)
  const { draft, key, problems } = form
  return (
    <form
      className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-[minmax(21rem,26rem)_minmax(0,1fr)]"
      onSubmit={form.submit}
      noValidate
    >
      <div className="flex min-w-0 flex-col gap-4">
        <DraftFields draft={draft} setDraft={form.setDraft} problems={problems} />
        <Field label={t('schedule:field.key')} hint={t('schedule:field.keyHint')} error={form.keyFault}>
          {(control) => (
            <Input
              {...control}
              name="key"
              className="font-mono"
              value={key}
              onChange={(event) => form.setKey(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Preview draft={draft} before={undefined} overrides={[]} search={{ view: 'fortnight' }} names={new Map()} />
      <div className="lg:col-span-2">
        <FormFooter dirty={form.dirty} busy={form.busy} problem={form.problem} saveLabel={t('schedule:new.save')} />
      </div>
    </form>
  )
}

/** What is typed of a new schedule; its key follows the name until somebody writes one. */
function useNewSchedule(initial: Draft) {
  const { t } = useText()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(initial)
  const [typedKey, setKey] = useState<string>()
  const [wasSent, setWasSent] = useState(false)
  const key = typedKey ?? keyOfName(draft.name)
  const saving = useMutation({
    mutationFn: () => saveItem('schedules', key, itemOf(draft, key), { revision: 'new' }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['oncall'] })
      showToast(t('schedule:new.saved', { name: draft.name }))
      leaveSaved(() => void navigate({ to: '/oncall/$key', params: { key: key } }))
    },
  })
  const problems = problemsOf(draft)
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
