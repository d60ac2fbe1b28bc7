import { useState } from 'react'
import { useText } from '../../app/i18n.ts'
import { Button } from '../../ui/button.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { CloseIcon, CreateIcon } from '../../ui/icons.ts'
import { recordOf, shownPairs, type Pair } from './pairs.ts'

interface PairRowsProps {
  label: string
  hint: string
  /** What stands left and right, for screen readers and as long as the fields are empty. */
  nameLabel: string
  textLabel: string
  /** The right one is one of these instead of a text. */
  choices?: readonly { value: string; label: string }[]
  placeholder?: string
  value: Readonly<Record<string, string>> | undefined
  error: string | undefined
  onChange: (value: Record<string, string> | undefined) => void
}

/** Names and what they stand for, a line each. */
export function PairRows({ label, hint, value = {}, error, onChange, ...rest }: PairRowsProps) {
  const { t } = useText()
  const [typed, setTyped] = useState<readonly Pair[]>(() => Object.entries(value))
  const pairs = shownPairs(typed, value)
  const put = (next: readonly Pair[]) => {
    setTyped(next)
    const record = recordOf(next)
    onChange(Object.keys(record).length > 0 ? record : undefined)
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="font-medium">{label}</legend>
      <p className="text-small text-ink-faint">{hint}</p>
      {pairs.map((pair, place) => (
        <PairRow
          key={place}
          {...rest}
          pair={pair}
          onChange={(next) => put(pairs.map((one, index) => (index === place ? next : one)))}
          onRemove={() => put(pairs.filter((_, index) => index !== place))}
        />
      ))}
      {error && <p className="text-small text-triggered">{error}</p>}
      <Button size="small" className="self-start" onClick={() => put([...pairs, ['', rest.choices?.[0]?.value ?? '']])}>
        <CreateIcon />
        {t('sources:form.addLine')}
      </Button>
    </fieldset>
  )
}

interface PairRowProps extends Pick<PairRowsProps, 'nameLabel' | 'textLabel' | 'choices' | 'placeholder'> {
  pair: Pair
  onChange: (pair: Pair) => void
  onRemove: () => void
}

function PairRow({ pair: [name, text], nameLabel, textLabel, choices, placeholder, onChange, onRemove }: PairRowProps) {
  const { t } = useText()
  return (
    <div className="flex items-center gap-2">
      <Input
        aria-label={nameLabel}
        placeholder={nameLabel}
        className="w-2/5"
        value={name}
        onChange={(event) => onChange([event.target.value, text])}
      />
      {choices ? (
        <Select
          aria-label={`${textLabel}: ${name}`}
          className="w-auto min-w-0 flex-1"
          value={text}
          onChange={(event) => onChange([name, event.target.value])}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </Select>
      ) : (
        <Input
          aria-label={`${textLabel}: ${name}`}
          placeholder={placeholder}
          className="font-mono text-small max-md:text-body"
          value={text}
          onChange={(event) => onChange([name, event.target.value])}
        />
      )}
      <Button look="ghost" size="icon" aria-label={t('sources:form.removeLine', { name })} onClick={onRemove}>
        <CloseIcon />
      </Button>
    </div>
  )
}
