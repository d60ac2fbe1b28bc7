import type { SourceConfig } from '../../../../contract/config/source.ts'
import { useText } from '../../app/i18n.ts'
import { ListField } from '../../setup/parts.tsx'
import type { Faults } from '../../setup/use-item-form.ts'
import { Field, Select } from '../../ui/field.tsx'

type Options = NonNullable<SourceConfig['email']>

interface EmailFieldsProps {
  value: Options | undefined
  faults: Faults
  onChange: (value: Options | undefined) => void
}

/** From whom mails are taken, and what a mail means that no rule speaks of. */
export function EmailFields({ value = {}, faults, onChange }: EmailFieldsProps) {
  const { t } = useText()
  const put = (change: { [Name in keyof Options]?: Options[Name] | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...value, ...change }).filter(([, one]) => one !== undefined))
    onChange(Object.keys(next).length > 0 ? (next as Options) : undefined)
  }
  const sendersFault = Object.entries(faults).find(([path]) => path.startsWith('email.senders'))?.[1]
  return (
    <>
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
        error={sendersFault}
        onChange={(senders) => put({ senders: senders.length > 0 ? senders : undefined })}
      />
    </>
  )
}

const readOtherwise = (value: string): Options['otherwise'] =>
  value === 'trigger' || value === 'ignore' ? value : undefined
