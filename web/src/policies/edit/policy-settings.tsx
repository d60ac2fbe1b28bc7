import { useText } from '../../app/i18n.ts'
import { DurationInput } from '../../ui/duration-input.tsx'
import { Field } from '../../ui/field.tsx'
import { NumberInput } from '../../ui/number-input.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import type { PolicyDraft, PolicyProblem } from './draft.ts'

interface SettingsProps {
  draft: PolicyDraft
  set: (part: Partial<PolicyDraft>) => void
  problems: ReadonlyMap<string, PolicyProblem>
}

/** What holds for all steps. */
export function PolicySettings(props: SettingsProps) {
  const { t } = useText()
  const { draft, set, problems } = props
  const fault = (field: string) => {
    const problem = problems.get(field)
    return problem && t(`policies:problem.${problem}`)
  }
  return (
    <>
      <RadioCards
        label={t('policies:field.stepEnds')}
        value={draft.stepEnds}
        options={[
          { value: 'attempts', label: t('policies:field.byAttempts'), text: t('policies:field.byAttemptsText') },
          { value: 'timeout', label: t('policies:field.byTimeout'), text: t('policies:field.byTimeoutText') },
        ]}
        onChange={(stepEnds) => set({ stepEnds })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        {draft.stepEnds === 'attempts' && (
          <Field label={t('policies:field.attempts')} error={fault('attempts')}>
            {(control) => (
              <NumberInput
                {...control}
                name="attempts"
                value={draft.attempts}
                onChange={(attempts) => set({ attempts })}
              />
            )}
          </Field>
        )}
        <Length {...props} field="repeatEvery" />
        <Field label={t('policies:field.repeat')} hint={t('policies:field.repeatHint')} error={fault('repeat')}>
          {(control) => (
            <NumberInput {...control} name="repeat" value={draft.repeat} onChange={(repeat) => set({ repeat })} />
          )}
        </Field>
        <Length {...props} field="delay" />
        <Length {...props} field="acknowledgeTimeout" />
        {draft.acknowledgeTimeout.trim() !== '' && <Length {...props} field="acknowledgeReminder" />}
      </div>
    </>
  )
}

type LengthField = 'delay' | 'repeatEvery' | 'acknowledgeTimeout' | 'acknowledgeReminder'

function Length({ draft, set, problems, field }: SettingsProps & { field: LengthField }) {
  const { t } = useText()
  return (
    <Field
      label={t(`policies:field.${field}`)}
      hint={t(`policies:field.${field}Hint`)}
      optional={field === 'acknowledgeTimeout'}
      error={problems.has(field) ? t('policies:problem.length') : undefined}
    >
      {(control) => (
        <DurationInput {...control} name={field} value={draft[field]} onChange={(value) => set({ [field]: value })} />
      )}
    </Field>
  )
}
