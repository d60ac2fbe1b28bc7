import type { SourceConfig } from '../../../../contract/config/source.ts'
import { useText } from '../../app/i18n.ts'
import { ListField } from '../../setup/parts.tsx'
import type { Faults } from '../../setup/use-item-form.ts'
import { CheckBox } from '../../ui/choice.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { faultIn, withOption } from './put-option.ts'

type Options = NonNullable<SourceConfig['cloudwatch']>

interface CloudwatchFieldsProps {
  value: Options | undefined
  faults: Faults
  onChange: (value: Options | undefined) => void
}

/** Which topics may send, and what is taken of them. */
export function CloudwatchFields({ value = {}, faults, onChange }: CloudwatchFieldsProps) {
  const { t } = useText()
  const put = (change: Partial<{ [Name in keyof Options]: Options[Name] | undefined }>) =>
    onChange(withOption(value, change))
  return (
    <>
      <ListField
        label={t('sources:form.cloudwatch.topics')}
        hint={t('sources:form.cloudwatch.topicsHint')}
        optional
        isCode
        rows={3}
        placeholder={'arn:aws:sns:eu-central-1:123456789012:alarms\narn:aws:sns:eu-west-1:*'}
        values={value.topics ?? []}
        error={faultIn(faults, 'cloudwatch.topics')}
        onChange={(topics) => put({ topics: topics.length > 0 ? topics : undefined })}
      />
      <Field label={t('sources:form.cloudwatch.insufficientData')} error={faults['cloudwatch.insufficientData']}>
        {(control) => (
          <Select
            {...control}
            className="w-auto max-w-full self-start"
            value={value.insufficientData ?? 'ignore'}
            onChange={(event) => put({ insufficientData: event.target.value === 'warning' ? 'warning' : undefined })}
          >
            <option value="ignore">{t('sources:form.cloudwatch.ignore')}</option>
            <option value="warning">{t('sources:form.cloudwatch.warning')}</option>
          </Select>
        )}
      </Field>
      <CheckBox
        label={t('sources:form.cloudwatch.rawDelivery')}
        hint={t('sources:form.cloudwatch.rawDeliveryHint')}
        checked={value.rawDelivery ?? false}
        onChange={(checked) => put({ rawDelivery: checked || undefined })}
      />
    </>
  )
}
