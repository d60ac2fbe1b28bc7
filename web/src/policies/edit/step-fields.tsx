import type { ReactNode } from 'react'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { CheckBox } from '../../ui/choice.tsx'
import { MultiCombobox } from '../../ui/combobox/multi-combobox.tsx'
import { DurationInput } from '../../ui/duration-input.tsx'
import { Field } from '../../ui/field.tsx'
import { RemoveIcon } from '../../ui/icons.ts'
import { tip } from '../../ui/tooltip.tsx'
import { useDirectory } from '../queries.ts'
import type { PolicyProblem, StepDraft } from './draft.ts'

interface StepProps {
  step: StepDraft
  /** Counted from 1. */
  number: number
  handle: ReactNode
  /** Everybody is paged at once: no conditions. */
  isPlain: boolean
  problems: ReadonlyMap<string, PolicyProblem>
  set: (part: Partial<StepDraft>) => void
  onRemove: () => void
}

/** One step: whom, for how long, and what is special about it. */
export function StepFields({ step, number, handle, isPlain, problems, set, onRemove }: StepProps) {
  const { t } = useText()
  const remove = t('policies:steps.remove', { step: number })
  const isBad = (part: string) => problems.has(`${step.id}.${part}`)
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="sr-only">{t('policies:ladder.step', { step: number })}</legend>
      <div className="flex items-center gap-1">
        {handle}
        <span className="flex-1 font-medium">{t('policies:ladder.step', { step: number })}</span>
        <Button look="ghost" size="icon" aria-label={remove} {...tip(remove)} onClick={onRemove}>
          <RemoveIcon />
        </Button>
      </div>
      <TargetField step={step} set={set} error={isBad('targets') ? t('policies:problem.targets') : undefined} />
      <Field label={t('policies:field.timeout')} error={isBad('timeout') ? t('policies:problem.length') : undefined}>
        {(control) => (
          <DurationInput
            {...control}
            name={`${step.id}.timeout`}
            className="w-40"
            value={step.timeout}
            onChange={(timeout) => set({ timeout })}
          />
        )}
      </Field>
      {!isPlain && (
        <>
          <CheckBox
            label={t('policies:field.turns')}
            checked={step.takesTurns}
            onChange={(takesTurns) => set({ takesTurns })}
          />
          <CheckBox
            label={t('policies:field.informs')}
            checked={step.informs}
            onChange={(informs) => set({ informs })}
          />
        </>
      )}
    </fieldset>
  )
}

function TargetField({ step, set, error }: Pick<StepProps, 'step' | 'set'> & { error: string | undefined }) {
  const { t } = useText()
  const { schedules, teams, users } = useDirectory()
  const options = [
    ...schedules.flatMap(({ key, name }) => [
      { value: `schedule:${key}`, label: t('policies:target.schedule', { name }), hint: key },
      { value: `schedule:${key}/all`, label: t('policies:target.everybody', { name }), hint: key },
    ]),
    ...teams.map(({ key, name }) => ({ value: `team:${key}`, label: t('policies:target.team', { name }), hint: key })),
    ...users.map(({ key, name }) => ({ value: `user:${key}`, label: name, hint: key })),
  ]
  return (
    <Field label={t('policies:field.targets')} error={error}>
      {(control) => (
        <MultiCombobox
          {...control}
          label={t('policies:field.targets')}
          placeholder={t('policies:field.targetsPlaceholder')}
          values={step.targets}
          options={options}
          onChange={(targets) => set({ targets })}
        />
      )}
    </Field>
  )
}
