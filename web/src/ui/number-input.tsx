import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'
import { Input } from './field.tsx'

interface NumberInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> {
  value: number | undefined
  /** Undefined while nothing that is a whole number stands there. */
  onChange: (value: number | undefined) => void
  unit?: string
}

/** A whole number. A text box with digit keys: turning the wheel over it changes nothing by accident. */
export function NumberInput({ value, onChange, unit, className, ...rest }: NumberInputProps) {
  return (
    <span className={cn('relative block w-32', className)}>
      <Input
        {...rest}
        inputMode="numeric"
        autoComplete="off"
        className={cn('tabular-nums', unit && 'pr-16')}
        value={value ?? ''}
        onChange={(event) => {
          const digits = event.target.value.replaceAll(/\D/g, '').slice(0, 9)
          onChange(digits === '' ? undefined : Number(digits))
        }}
      />
      {unit && (
        <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-faint">
          {unit}
        </span>
      )}
    </span>
  )
}
