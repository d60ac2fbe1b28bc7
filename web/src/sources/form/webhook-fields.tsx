import type { SourceConfig } from '../../../../contract/config/source.ts'
import { useText } from '../../app/i18n.ts'
import { TextField } from '../../setup/parts.tsx'
import { withOption } from './put-option.ts'
import { WebhookTables } from './webhook-tables.tsx'
import type { Faults } from '../../setup/use-item-form.ts'

type Options = NonNullable<SourceConfig['webhook']>

interface WebhookFieldsProps {
  value: Options | undefined
  faults: Faults
  onChange: (value: Options | undefined) => void
}

const fields = ['summary', 'dedupKey', 'severity', 'status', 'occurredAt'] as const
const conditions = ['trigger', 'acknowledge', 'resolve', 'ignore'] as const

/** Where the values of a foreign JSON stand, and what it means; everything may stay empty. */
export function WebhookFields({ value = {}, faults, onChange }: WebhookFieldsProps) {
  const { t } = useText()
  const put = (part: 'fields' | 'conditions', name: string, text: unknown) =>
    onChange(withOption(value, { [part]: withOption({ ...value[part] }, { [name]: text || undefined }) }))
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        {fields.map((name) => (
          <TextField
            key={name}
            label={t(`sources:form.webhook.${name}`)}
            optional
            isCode
            placeholder={placeholders[name]}
            value={value.fields?.[name]}
            error={faults[`webhook.fields.${name}`]}
            onChange={(text) => put('fields', name, text)}
          />
        ))}
      </div>
      <p className="text-small text-ink-faint">{t('sources:form.webhook.conditions')}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        {conditions.map((name) => (
          <TextField
            key={name}
            label={t(`sources:form.webhook.${name}`)}
            optional
            isCode
            placeholder={placeholders[name]}
            value={value.conditions?.[name]}
            error={faults[`webhook.conditions.${name}`]}
            onChange={(text) => put('conditions', name, text)}
          />
        ))}
      </div>
      <WebhookTables value={value} faults={faults} put={put} onChange={onChange} />
    </>
  )
}

const placeholders = {
  summary: '{{host}}: {{check}}',
  dedupKey: 'alert.id',
  severity: 'alert.level',
  status: 'alert.state',
  occurredAt: 'alert.startedAt',
  trigger: 'body.state == "down"',
  acknowledge: 'body.state == "seen"',
  resolve: 'body.state == "up"',
  ignore: 'body.test == true',
}
