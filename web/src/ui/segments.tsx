import { useId } from 'react'
import { cn } from './class-names.ts'

interface SegmentsProps<Value extends string> {
  label: string
  /** For screen readers only, where the surroundings already say it. */
  isLabelHidden?: boolean
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
  className?: string
}

/** One of two to five short choices, all in sight. Radio buttons underneath: the arrow keys choose. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { label, isLabelHidden = false, value, options, onChange, className } = props
  const name = useId()
  return (
    <fieldset className={cn('min-w-0', className)}>
      <legend className={isLabelHidden ? 'sr-only' : 'mb-1 font-medium'}>{label}</legend>
      <div className="relative inline-flex max-w-full overflow-x-auto rounded-md border border-line bg-sunken p-0.5 max-md:flex">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-6.5 flex-1 items-center justify-center rounded px-2.5 whitespace-nowrap text-ink-soft hover:text-ink has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-2 has-focus-visible:outline-accent max-md:min-h-10"
          >
            <input
              type="radio"
              className="sr-only"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
