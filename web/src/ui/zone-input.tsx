import { Combobox } from './combobox/combobox.tsx'
import type { FieldControl } from './field.tsx'

const zones = Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') }))

interface ZoneInputProps extends Partial<FieldControl> {
  label: string
  value: string
  onChange: (zone: string) => void
  className?: string
}

/** An IANA time zone. */
export function ZoneInput({ onChange, ...rest }: ZoneInputProps) {
  return <Combobox {...rest} options={zones} onChange={(zone) => zone && onChange(zone)} />
}
