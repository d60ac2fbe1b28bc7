import type { SourceConfig } from '../../../../contract/config/source.ts'
import { useText } from '../../app/i18n.ts'
import { ListField, TextField } from '../../setup/parts.tsx'
import type { Faults } from '../../setup/use-item-form.ts'
import { Field, Select } from '../../ui/field.tsx'
import { MailRuleList } from './mail-rule-list.tsx'
import { faultIn, withOption } from './put-option.ts'

type Options = NonNullable<SourceConfig['email']>

interface EmailFieldsProps {
  value: Options | undefined
  faults: Faults
  onChange: (value: Options | undefined) => void
}

/** What mails mean by rules, from whom mails are taken, and what a mail means that no rule speaks of. */
export function EmailFields({ value = {}, faults, onChange }: EmailFieldsProps) {
  const { t } = useText()
  const put = (change: Partial<{ [Name in keyof Options]: Options[Name] | undefined }>) =>
    onChange(withOption(value, change))
  return (
    <>
      <MailRuleList value={value.rules ?? []} faults={faults} onChange={(rules) => put({ rules })} />
      <Field label={t('sources:form.email.otherwise')}>
        {(control) => (
          <Select
            {...control}
            className="w-auto max-w-full self-start"
            value={value.otherwise ?? 'usual'}
            onChange={(event) => put({ otherwise: readOtherwise(event.target.value) })}
          >
            {(['usual', 'trigger', 'ignore'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`sources:form.email.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ListField
        label={t('sources:form.email.senders')}
        hint={t('sources:form.email.sendersHint')}
        optional
        isCode
        rows={3}
        placeholder={'nagios@example.com\n@example.org'}
        values={value.senders ?? []}
        error={faultIn(faults, 'email.senders')}
        onChange={(senders) => put({ senders: senders.length > 0 ? senders : undefined })}
      />
      <TextField
        label={t('sources:form.email.dedupKey')}
        hint={t('sources:form.email.dedupKeyHint')}
        optional
        isCode
        placeholder="{{from}} {{subject}}"
        value={value.dedupKey}
        error={faults['email.dedupKey']}
        onChange={(text) => put({ dedupKey: text || undefined })}
      />
    </>
  )
}

const readOtherwise = (value: string): Options['otherwise'] =>
  value === 'trigger' || value === 'ignore' ? value : undefined
