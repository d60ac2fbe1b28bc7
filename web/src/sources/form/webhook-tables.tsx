import type { SourceConfig } from '../../../../contract/config/source.ts'
import { useText } from '../../app/i18n.ts'
import type { Faults } from '../../setup/use-item-form.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { actions } from './mail-rules.ts'
import { PairRows } from './pair-rows.tsx'
import { faultIn, withOption } from './put-option.ts'
import { severities } from './severities.ts'

type Options = NonNullable<SourceConfig['webhook']>

interface WebhookTablesProps {
  value: Options
  faults: Faults
  put: (part: 'fields', name: string, value: unknown) => void
  onChange: (value: Options | undefined) => void
}

/** Words of this sender, and which details and links an alert shows: seldom needed, so folded away unless set. */
export function WebhookTables({ value, faults, put, onChange }: WebhookTablesProps) {
  const { t } = useText()
  const words = { nameLabel: t('sources:form.webhook.word'), textLabel: t('sources:form.webhook.means') }
  const places = { nameLabel: t('sources:form.webhook.shownAs'), textLabel: t('sources:form.webhook.place') }
  return (
    <Disclosure summary={t('sources:form.webhook.more')}>
      <div className="mt-3 flex flex-col gap-5">
        <PairRows
          {...words}
          label={t('sources:form.webhook.severities')}
          hint={t('sources:form.webhook.severitiesHint')}
          choices={severities.map((one) => ({ value: one, label: t(`alerts:severity.${one}`) }))}
          value={value.severities}
          error={faultIn(faults, 'webhook.severities')}
          onChange={(found) => onChange(withOption(value, { severities: found as Options['severities'] }))}
        />
        <PairRows
          {...words}
          label={t('sources:form.webhook.statuses')}
          hint={t('sources:form.webhook.statusesHint')}
          choices={actions.map((one) => ({ value: one, label: t(`sources:form.mail.action.${one}`) }))}
          value={value.statuses}
          error={faultIn(faults, 'webhook.statuses')}
          onChange={(found) => onChange(withOption(value, { statuses: found as Options['statuses'] }))}
        />
        {(['details', 'links'] as const).map((name) => (
          <PairRows
            key={name}
            {...places}
            label={t(`sources:form.webhook.${name}`)}
            hint={t(`sources:form.webhook.${name}Hint`)}
            placeholder={name === 'links' ? 'alert.url' : 'alert.host'}
            value={value.fields?.[name]}
            error={faultIn(faults, `webhook.fields.${name}`)}
            onChange={(found) => put('fields', name, found)}
          />
        ))}
      </div>
    </Disclosure>
  )
}
