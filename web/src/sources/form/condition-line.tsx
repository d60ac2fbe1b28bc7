import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Select, TextArea } from '../../ui/field.tsx'
import { CloseIcon } from '../../ui/icons.ts'
import { conditionKinds, mailParts, type ConditionLine } from './mail-rules.ts'

interface ConditionLineRowProps {
  line: ConditionLine
  error: string | undefined
  onChange: (line: ConditionLine) => void
  onRemove: () => void
}

/** What a part of a mail must hold. Several texts stand one a line. */
export function ConditionLineRow({ line, error, onChange, onRemove }: ConditionLineRowProps) {
  const { t } = useText()
  const part = t(`sources:form.mail.${line.part}`)
  return (
    <li className="flex flex-wrap items-start gap-2">
      <span className="flex gap-2 max-md:w-full">
        <Select
          aria-label={t('sources:form.mail.part')}
          className="w-auto max-md:min-w-0 max-md:flex-1"
          value={line.part}
          onChange={(event) =>
            onChange({ ...line, part: mailParts.find((one) => one === event.target.value) ?? line.part })
          }
        >
          {mailParts.map((one) => (
            <option key={one} value={one}>
              {t(`sources:form.mail.${one}`)}
            </option>
          ))}
        </Select>
        <Select
          aria-label={t('sources:form.mail.kind')}
          className="w-auto max-md:min-w-0 max-md:flex-1"
          value={line.kind}
          onChange={(event) =>
            onChange({ ...line, kind: conditionKinds.find((one) => one === event.target.value) ?? line.kind })
          }
        >
          {conditionKinds.map((one) => (
            <option key={one} value={one}>
              {t(`sources:form.mail.${one}`)}
            </option>
          ))}
        </Select>
      </span>
      <span className="flex min-w-48 flex-1 items-start gap-1">
        <TextArea
          aria-label={`${part} ${t(`sources:form.mail.${line.kind}`)}`}
          aria-invalid={error ? true : undefined}
          className="min-h-0 font-mono text-small max-md:text-body"
          rows={Math.max(1, line.text.split('\n').length)}
          spellCheck={false}
          placeholder={line.kind === 'contains' ? t('sources:form.mail.oneALine') : String.raw`^Job (?<job>\S+)`}
          value={line.text}
          onChange={(event) => onChange({ ...line, text: event.target.value })}
        />
        <Button
          look="ghost"
          size="icon"
          aria-label={t('sources:form.mail.removeCondition', { part })}
          onClick={onRemove}
        >
          <CloseIcon />
        </Button>
      </span>
      {error && <p className="w-full text-small text-triggered">{error}</p>}
    </li>
  )
}
