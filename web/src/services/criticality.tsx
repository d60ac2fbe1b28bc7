import { useText } from '../app/i18n.ts'
import { Chip } from '../ui/chip.tsx'
import { HighIcon, InfoIcon, LowIcon } from '../ui/icons.ts'
import type { Criticality } from './queries.ts'

const icons = { high: HighIcon, medium: InfoIcon, low: LowIcon }

/** How much hangs on a service. No state, so no colour. */
export function CriticalityMark({ value }: { value: Criticality }) {
  const { t } = useText()
  return (
    <Chip tone="quiet" icon={icons[value]} bare className={value === 'high' ? 'font-semibold text-ink' : ''}>
      {t(`services:criticality.${value}`)}
    </Chip>
  )
}
