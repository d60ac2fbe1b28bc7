import type { SourceConfig } from '../../../../contract/config/source.ts'
import type { Priority, Severity } from '../../../../contract/keys.ts'
import { useText } from '../../app/i18n.ts'
import type { Faults } from '../../setup/use-item-form.ts'
import { CheckBox } from '../../ui/choice.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { defaultPriority, withHours, withSeverity } from './priorities.ts'
import { severities } from './severities.ts'

type Priorities = NonNullable<SourceConfig['priorities']>

interface PriorityFieldsProps {
  value: Priorities | undefined
  faults: Faults
  onChange: (value: Priorities | undefined) => void
}

/** Which severity calls at once and which waits, and whether the support hours of the customer have a say. */
export function PriorityFields({ value, faults, onChange }: PriorityFieldsProps) {
  const { t } = useText()
  const hours = value?.supportHours
  return (
    <>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {severities.map((severity) => (
          <Field key={severity} label={t(`alerts:severity.${severity}`)} error={faults[`priorities.${severity}`]}>
            {(control) => (
              <Select
                {...control}
                value={value?.[severity] ?? ''}
                onChange={(event) => onChange(withSeverity(value, severity, asPriority(event.target.value)))}
              >
                <option value="">{usual(severity, t)}</option>
                <option value="high">{t('alerts:priority.high')}</option>
                <option value="low">{t('alerts:priority.low')}</option>
              </Select>
            )}
          </Field>
        ))}
      </div>
      <CheckBox
        label={t('sources:form.hours')}
        hint={t('sources:form.hoursHint')}
        checked={hours !== undefined}
        onChange={(checked) =>
          onChange(withHours(value, checked ? { insideHours: 'high', outsideHours: 'low' } : undefined))
        }
      />
      {hours && <HoursChoice value={value} faults={faults} onChange={onChange} />}
    </>
  )
}

function HoursChoice({ value, faults, onChange }: PriorityFieldsProps) {
  const { t } = useText()
  const hours = value?.supportHours
  if (!hours) return null
  const isReverse = hours.insideHours === 'low'
  const raises = isReverse ? hours.raiseWhenHoursEnd : hours.raiseWhenHoursBegin
  const put = (reverse: boolean, raise: boolean) =>
    onChange(
      withHours(value, {
        insideHours: reverse ? 'low' : 'high',
        outsideHours: reverse ? 'high' : 'low',
        ...(raise && { [reverse ? 'raiseWhenHoursEnd' : 'raiseWhenHoursBegin']: true }),
      }),
    )
  return (
    <div className="flex flex-col gap-2 pl-6.5">
      <Select
        aria-label={t('sources:form.hours')}
        className="w-auto max-w-full self-start"
        value={isReverse ? 'reverse' : 'usual'}
        onChange={(event) => put(event.target.value === 'reverse', raises)}
      >
        <option value="usual">{t('sources:form.hoursUsual')}</option>
        <option value="reverse">{t('sources:form.hoursReverse')}</option>
      </Select>
      <CheckBox
        label={t(isReverse ? 'sources:form.raiseEnd' : 'sources:form.raiseBegin')}
        checked={raises}
        onChange={(checked) => put(isReverse, checked)}
      />
      {faults['priorities.supportHours'] && (
        <p className="text-small text-triggered">{faults['priorities.supportHours']}</p>
      )}
    </div>
  )
}

const asPriority = (value: string): Priority | undefined => (value === 'high' || value === 'low' ? value : undefined)

function usual(severity: Severity, t: ReturnType<typeof useText>['t']): string {
  return t('sources:form.usual', { priority: t(`alerts:priority.${defaultPriority(severity)}`) })
}
