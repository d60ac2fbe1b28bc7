import { useState } from 'react'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/field.tsx'
import { CloseIcon, CreateIcon } from '../../ui/icons.ts'

interface FieldPairsProps {
  label: string
  value: Readonly<Record<string, string>>
  error: string | undefined
  onChange: (value: Record<string, string>) => void
}

/** Names and texts, in their order. A line without a name is kept while it is being typed, and is not saved. */
export function FieldPairs({ label, value, error, onChange }: FieldPairsProps) {
  const { t } = useText()
  const [pairs, setPairs] = useState<[string, string][]>(() => {
    const entries = Object.entries(value)
    return entries.length > 0 ? entries : [['', '']]
  })
  const put = (next: [string, string][]) => {
    setPairs(next)
    onChange(Object.fromEntries(next.filter(([name]) => name.trim() !== '')))
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1 font-medium">{label}</legend>
      {pairs.map(([name, text], place) => (
        <div key={place} className="flex items-center gap-2">
          <Input
            aria-label={t('rules:form.fieldName')}
            placeholder={t('rules:form.fieldName')}
            className="w-2/5"
            value={name}
            onChange={(event) => put(pairs.map((pair, index) => (index === place ? [event.target.value, text] : pair)))}
          />
          <Input
            aria-label={t('rules:form.fieldValue', { name })}
            placeholder="{{fields.host}}"
            className="font-mono text-small max-md:text-body"
            value={text}
            onChange={(event) => put(pairs.map((pair, index) => (index === place ? [name, event.target.value] : pair)))}
          />
          <Button
            look="ghost"
            size="icon"
            aria-label={t('rules:form.removeField', { name })}
            onClick={() => put(pairs.filter((_, index) => index !== place))}
          >
            <CloseIcon />
          </Button>
        </div>
      ))}
      {error && <p className="text-small text-triggered">{error}</p>}
      <Button size="small" className="self-start" onClick={() => setPairs([...pairs, ['', '']])}>
        <CreateIcon />
        {t('rules:form.addField')}
      </Button>
    </fieldset>
  )
}
