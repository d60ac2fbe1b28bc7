import type { EventRule } from '../../../../contract/config/event-rule.ts'
import { useText } from '../../app/i18n.ts'
import { TextField } from '../../setup/parts.tsx'
import type { Faults } from '../../setup/use-item-form.ts'
import { Button } from '../../ui/button.tsx'
import { CheckBox } from '../../ui/choice.tsx'
import { Select } from '../../ui/field.tsx'
import { CloseIcon } from '../../ui/icons.ts'
import { ActionFields } from './action-fields.tsx'
import { examplesFor } from './examples.ts'
import { actionNames, waits, withAction, withoutAction, type ActionName } from './sentence.ts'

interface RuleFormProps {
  /** Of the source: which examples fit. */
  type: string
  rule: EventRule
  path: string
  faults: Faults
  onChange: (rule: EventRule) => void
}

export function RuleForm({ type, rule, path, faults, onChange }: RuleFormProps) {
  const { t } = useText()
  return (
    <div className="mb-3 flex flex-col gap-4 rounded-md border border-line bg-sunken p-3 md:ml-9">
      <TextField
        label={t('rules:form.name')}
        value={rule.name}
        error={faults[`${path}.name`]}
        onChange={(name) => onChange({ ...rule, name })}
      />
      <div>
        <TextField
          label={t('rules:form.if')}
          hint={t('rules:form.ifHint')}
          isCode
          optional
          rows={2}
          value={rule.if}
          error={faults[`${path}.if`]}
          onChange={(text) => onChange(withCondition(rule, text))}
        />
        <Examples type={type} onPick={(condition) => onChange(withCondition(rule, joined(rule.if, condition)))} />
      </div>
      <Actions path={path} rule={rule} faults={faults} onChange={onChange} />
      <CheckBox
        label={t('rules:form.stop')}
        hint={t('rules:form.stopHint')}
        checked={rule.stop === true}
        onChange={(stop) => {
          const { stop: _, ...rest } = rule
          onChange(stop ? { ...rest, stop } : rest)
        }}
      />
    </div>
  )
}

/** Without a condition it holds for every event. */
function withCondition(rule: EventRule, condition: string): EventRule {
  const { if: _, ...rest } = rule
  return condition === '' ? rest : { ...rest, if: condition }
}

/** A second condition is added to the first. */
const joined = (before: string | undefined, condition: string) =>
  before?.trim() ? `${before.trim()} && ${condition.includes('||') ? `(${condition})` : condition}` : condition

function Examples({ type, onPick }: { type: string; onPick: (condition: string) => void }) {
  const { t } = useText()
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-1.5">
      <span className="text-small text-ink-faint">{t('rules:form.examples')}</span>
      {examplesFor(type).map(({ name, condition }) => (
        <Button key={condition} size="small" title={condition} onClick={() => onPick(condition)}>
          {t(`rules:example.${name}`)}
        </Button>
      ))}
    </div>
  )
}

function Actions({ path, rule, faults, onChange }: Omit<RuleFormProps, 'type'>) {
  const { t } = useText()
  const { then } = rule
  const present = actionNames.filter((name) => then[name] !== undefined)
  const free = actionNames.filter((name) => then[name] === undefined)
  const fault = faults[`${path}.then`]
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-2 font-medium">{t('rules:form.then')}</legend>
      {present.map((name) => (
        <div key={name} className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <ActionFields
              name={name}
              actions={then}
              path={`${path}.then`}
              faults={faults}
              onChange={(next) => onChange({ ...rule, then: next })}
            />
          </div>
          <Button
            look="ghost"
            size="icon"
            aria-label={t('rules:form.removeAction', { action: t(`rules:action.${name}`) })}
            onClick={() => onChange({ ...rule, then: withoutAction(then, name) })}
          >
            <CloseIcon />
          </Button>
        </div>
      ))}
      {fault && <p className="text-small text-triggered">{fault}</p>}
      <AddAction free={free} onAdd={(name) => onChange({ ...rule, then: withAction(then, name) })} />
    </fieldset>
  )
}

function AddAction({ free, onAdd }: { free: readonly ActionName[]; onAdd: (name: ActionName) => void }) {
  const { t } = useText()
  const option = (name: ActionName) => (
    <option key={name} value={name}>
      {t(`rules:action.${name}`)}
    </option>
  )
  return (
    <Select
      aria-label={t('rules:form.addAction')}
      className="w-auto max-w-full self-start"
      value=""
      onChange={(event) => {
        const name = free.find((one) => one === event.target.value)
        if (name) onAdd(name)
      }}
    >
      <option value="">{t('rules:form.addAction')}</option>
      <optgroup label={t('rules:form.groupPaging')}>{free.filter((name) => waits.includes(name)).map(option)}</optgroup>
      <optgroup label={t('rules:form.groupContent')}>
        {free.filter((name) => !waits.includes(name)).map(option)}
      </optgroup>
    </Select>
  )
}
