import { useText } from '../app/i18n.ts'
import { RadioCards } from '../ui/radio-cards.tsx'
import { overlaps, type Overlap } from './words.ts'

interface OverlapChoiceProps {
  value: Overlap
  onChange: (value: Overlap) => void
}

/** How long what is replaced goes on being taken. */
export function OverlapChoice({ value, onChange }: OverlapChoiceProps) {
  const { t } = useText()
  return (
    <RadioCards
      className="mt-3 text-ink"
      label={t('keys:overlapLabel')}
      value={value}
      onChange={onChange}
      options={overlaps.map((one) => ({
        value: one,
        label: t(`keys:overlap.${one}`),
        text: t(`keys:overlapHint.${one}`),
      }))}
    />
  )
}
