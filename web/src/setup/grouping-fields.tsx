import type { GroupingConfig } from '../../../contract/config/grouping.ts'
import { useText } from '../app/i18n.ts'
import { CheckBox } from '../ui/choice.tsx'
import { DurationInput } from '../ui/duration-input.tsx'
import { Field, Select } from '../ui/field.tsx'
import { ListField } from './parts.tsx'
import type { Faults } from './use-item-form.ts'

interface GroupingFieldsProps {
  value: GroupingConfig | undefined
  faults: Faults
  onChange: (value: GroupingConfig | undefined) => void
}

const modes = ['window', 'pending', 'open'] as const

/** Which alerts belong together and page once. */
export function GroupingFields({ value, faults, onChange }: GroupingFieldsProps) {
  const { t } = useText()
  return (
    <>
      <CheckBox
        label={t('setup:grouping.on')}
        checked={value !== undefined}
        onChange={(checked) => onChange(checked ? { by: ['service'], mode: 'window' } : undefined)}
      />
      {value && <Details value={value} faults={faults} onChange={onChange} />}
    </>
  )
}

function Details({ value, faults, onChange }: GroupingFieldsProps & { value: GroupingConfig }) {
  const { t } = useText()
  const { window: _, ...withoutWindow } = value
  const { similarity: __, ...withoutSimilarity } = value
  return (
    <div className="flex flex-col gap-3 pl-6.5">
      <ListField
        label={t('setup:grouping.by')}
        hint={t('setup:grouping.byHint')}
        isCode
        placeholder="service, host"
        values={value.by}
        error={faults['grouping.by']}
        onChange={(by) => onChange({ ...value, by })}
      />
      <div className="flex flex-wrap gap-3">
        <Field label={t('setup:grouping.mode')}>
          {(control) => (
            <Select
              {...control}
              className="w-auto max-w-full"
              value={value.mode}
              onChange={(event) => {
                const mode = modes.find((one) => one === event.target.value) ?? 'window'
                onChange(mode === 'window' ? { ...value, mode } : { ...withoutWindow, mode })
              }}
            >
              {modes.map((mode) => (
                <option key={mode} value={mode}>
                  {t(`setup:grouping.modes.${mode}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {value.mode === 'window' && (
          <Field label={t('setup:grouping.window')} error={faults['grouping.window']}>
            {(control) => (
              <DurationInput
                {...control}
                className="w-40"
                value={value.window ?? '10m'}
                onChange={(window) => onChange({ ...value, window })}
              />
            )}
          </Field>
        )}
      </div>
      <CheckBox
        label={t('setup:grouping.similar')}
        checked={value.similarity !== undefined}
        onChange={(checked) => onChange(checked ? { ...value, similarity: { threshold: 0.7 } } : withoutSimilarity)}
      />
    </div>
  )
}
