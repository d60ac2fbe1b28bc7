import { useState, type ComponentProps } from 'react'
import { durationKey, readDuration } from '../app/duration-text.ts'
import { formatDurationExact } from '../app/format.ts'
import { useText } from '../app/i18n.ts'
import { Input } from './field.tsx'

interface DurationInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  /** As the configuration writes it ("1h30m"), or what was typed while it is not a length. */
  value: string
  onChange: (value: string) => void
}

/** A length of time, typed as people write it ("5m", "1 h 30 min", "90 Sek.") and shown in the words of the reader. */
export function DurationInput({ value, onChange, ...rest }: DurationInputProps) {
  const { t, language } = useText()
  const [typed, setTyped] = useState<string>()
  const seconds = readDuration(value)
  const shown = seconds === undefined ? value : formatDurationExact(seconds, language)
  return (
    <Input
      autoComplete="off"
      placeholder={t('ui:duration.example')}
      {...rest}
      value={typed ?? shown}
      onChange={(event) => {
        setTyped(event.target.value)
        const read = readDuration(event.target.value)
        onChange(read === undefined ? event.target.value : durationKey(read))
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}
