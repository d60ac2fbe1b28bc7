import { useText } from '../../app/i18n.ts'
import { movedTo } from '../../oncall/edit/draft.ts'
import { Button } from '../../ui/button.tsx'
import { CheckBox } from '../../ui/choice.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { CreateIcon } from '../../ui/icons.ts'
import { ReorderList } from '../../ui/reorder-list.tsx'
import { newStep, type PolicyDraft, type PolicyProblem } from './draft.ts'
import { PolicySettings } from './policy-settings.tsx'
import { StepFields } from './step-fields.tsx'

export interface PolicyFieldsProps {
  draft: PolicyDraft
  setDraft: (change: (before: PolicyDraft) => PolicyDraft) => void
  problems: ReadonlyMap<string, PolicyProblem>
}

/** Everything of a policy that is typed. */
export function PolicyFields({ draft, setDraft, problems }: PolicyFieldsProps) {
  const { t } = useText()
  const set = (part: Partial<PolicyDraft>) => setDraft((before) => ({ ...before, ...part }))
  return (
    <>
      <Field label={t('policies:field.name')} error={problems.has('name') ? t('policies:problem.name') : undefined}>
        {(control) => (
          <Input {...control} name="name" value={draft.name} onChange={(event) => set({ name: event.target.value })} />
        )}
      </Field>
      <Steps draft={draft} setDraft={setDraft} problems={problems} />
      <CheckBox
        label={t('policies:field.allAtOnce')}
        hint={t('policies:field.allAtOnceHint')}
        checked={draft.allAtOnce}
        onChange={(allAtOnce) => set({ allAtOnce })}
      />
      <PolicySettings draft={draft} set={set} problems={problems} />
    </>
  )
}

function Steps({ draft, setDraft, problems }: PolicyFieldsProps) {
  const { t } = useText()
  const setSteps = (change: (steps: PolicyDraft['steps']) => PolicyDraft['steps']) =>
    setDraft((before) => ({ ...before, steps: change(before.steps) }))
  return (
    <section aria-label={t('policies:steps.title')} className="flex flex-col gap-2">
      <h2 className="font-semibold">{t('policies:steps.title')}</h2>
      <ReorderList
        items={draft.steps}
        nameOf={(step) => t('policies:ladder.step', { step: draft.steps.indexOf(step) + 1 })}
        onMove={(from, to) => setSteps((steps) => movedTo(steps, from, to))}
        className="flex flex-col gap-3"
        itemClassName="rounded-md border border-line bg-surface p-3"
      >
        {(step, index, handle) => (
          <StepFields
            step={step}
            number={index + 1}
            handle={handle}
            isPlain={draft.allAtOnce}
            problems={problems}
            set={(part) => setSteps((steps) => steps.map((one) => (one.id === step.id ? { ...one, ...part } : one)))}
            onRemove={() => setSteps((steps) => steps.filter((one) => one.id !== step.id))}
          />
        )}
      </ReorderList>
      {problems.has('steps') && <p className="text-small text-triggered">{t('policies:problem.steps')}</p>}
      <Button name="steps" className="self-start" onClick={() => setSteps((steps) => [...steps, newStep()])}>
        <CreateIcon />
        {t('policies:steps.add')}
      </Button>
    </section>
  )
}
