import { useId } from 'react'
import { useText } from '../../app/i18n.ts'
import { ListField, TextField } from '../../setup/parts.tsx'
import { useOptions } from '../../setup/references.ts'
import { DurationInput } from '../../ui/duration-input.tsx'
import { Field, Input, Select } from '../../ui/field.tsx'
import { NumberInput } from '../../ui/number-input.tsx'
import type { ActionProps } from './action-props.ts'
import { FieldPairs } from './field-pairs.tsx'
import { LookupFields } from './lookup-fields.tsx'
import type { ActionName } from './sentence.ts'

/** The values of one action. */
export function ActionFields({ name, ...props }: ActionProps & { name: ActionName }) {
  const { t } = useText()
  const { actions, path, faults, onChange } = props
  const label = t(`rules:action.${name}`)
  const error = faults[`${path}.${name}`]
  switch (name) {
    case 'drop':
    case 'suppress':
      return (
        <p>
          <span className="block font-medium">{label}</span>
          <span className="text-small text-ink-faint">{t(`rules:explain.${name}`)}</span>
        </p>
      )
    case 'delay':
      return (
        <Length
          label={label}
          hint={t('rules:explain.delay')}
          value={actions.delay}
          error={error}
          onChange={(delay) => onChange({ ...actions, delay })}
        />
      )
    case 'threshold':
      return <Threshold {...props} />
    case 'priority':
    case 'severity':
      return <Level {...props} name={name} />
    case 'customer':
    case 'service':
    case 'escalationPolicy':
      return <Reference {...props} name={name} />
    case 'tags':
      return (
        <ListField
          label={label}
          hint={t('rules:explain.tags', { example: '{{fields.host}}' })}
          values={actions.tags ?? []}
          error={Object.entries(faults).find(([key]) => key.startsWith(`${path}.tags`))?.[1]}
          onChange={(tags) => onChange({ ...actions, tags })}
        />
      )
    case 'fields':
      return (
        <FieldPairs
          label={label}
          error={error}
          value={actions.fields ?? {}}
          onChange={(fields) => onChange({ ...actions, fields })}
        />
      )
    case 'lookup':
      return <LookupFields {...props} />
    default:
      return (
        <TextField
          label={label}
          hint={t('rules:explain.template', { example: '{{fields.host}}' })}
          isCode
          value={actions[name]}
          error={error}
          onChange={(text) => onChange({ ...actions, [name]: text })}
        />
      )
  }
}

interface LengthProps {
  label: string
  hint?: string
  value: string | undefined
  error: string | undefined
  onChange: (value: string) => void
}

function Length({ label, hint, value = '', error, onChange }: LengthProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <DurationInput {...control} className="w-44" value={value} onChange={onChange} />}
    </Field>
  )
}

function Threshold({ actions, path, faults, onChange }: ActionProps) {
  const { t } = useText()
  const { count = 5, within = '10m' } = actions.threshold ?? {}
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label={t('rules:action.threshold')} error={faults[`${path}.threshold.count`]}>
        {(control) => (
          <NumberInput
            {...control}
            value={count}
            unit={t('rules:form.times')}
            onChange={(next) => onChange({ ...actions, threshold: { count: next ?? 0, within } })}
          />
        )}
      </Field>
      <Length
        label={t('rules:form.within')}
        value={within}
        error={faults[`${path}.threshold.within`]}
        onChange={(next) => onChange({ ...actions, threshold: { count, within: next } })}
      />
    </div>
  )
}

const levels = { priority: ['high', 'low'], severity: ['critical', 'error', 'warning', 'info', 'unknown'] } as const

function Level({ name, actions, onChange }: ActionProps & { name: 'priority' | 'severity' }) {
  const { t } = useText()
  return (
    <Field label={t(`rules:action.${name}`)}>
      {(control) => (
        <Select
          {...control}
          className="w-auto self-start"
          value={actions[name] ?? ''}
          onChange={(event) => onChange({ ...actions, [name]: event.target.value })}
        >
          {name === 'priority'
            ? levels.priority.map((one) => (
                <option key={one} value={one}>
                  {t(`alerts:priority.${one}`)}
                </option>
              ))
            : levels.severity.map((one) => (
                <option key={one} value={one}>
                  {t(`alerts:severity.${one}`)}
                </option>
              ))}
        </Select>
      )}
    </Field>
  )
}

const kinds = { customer: 'customers', service: 'services', escalationPolicy: 'policies' } as const

/** A key that is chosen, or a template that gives one for each event. */
function Reference({ name, actions, path, faults, onChange }: ActionProps & { name: keyof typeof kinds }) {
  const { t } = useText()
  const options = useOptions(kinds[name])
  const listId = useId()
  return (
    <Field
      label={t(`rules:action.${name}`)}
      hint={t('rules:explain.reference', { example: '{{fields.customer}}' })}
      error={faults[`${path}.${name}`]}
    >
      {(control) => (
        <>
          <Input
            {...control}
            list={listId}
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-small max-md:text-body"
            value={actions[name] ?? ''}
            onChange={(event) => onChange({ ...actions, [name]: event.target.value })}
          />
          <datalist id={listId}>
            {options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
