import { useId, type ReactNode } from 'react'
import { cn } from './class-names.ts'
import type { Icon } from './icons.ts'

interface RadioCardsProps<Value extends string> {
  label: string
  value: Value | undefined
  options: readonly { value: Value; label: string; text?: ReactNode; icon?: Icon; disabled?: boolean }[]
  onChange: (value: Value) => void
  className?: string
}

/** One of a few that need a sentence each to be told apart. Radio buttons underneath: the arrow keys choose. */
export function RadioCards<Value extends string>({
  label,
  value,
  options,
  onChange,
  className,
}: RadioCardsProps<Value>) {
  const name = useId()
  return (
    <fieldset className={cn('min-w-0', className)}>
      <legend className="mb-1 font-medium">{label}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {options.map(({ icon: Sign, ...option }) => (
          <label
            key={option.value}
            className="flex min-h-11 cursor-pointer items-start gap-2.5 rounded-md border border-line px-3 py-2.5 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:shadow-[inset_0_0_0_1px_var(--accent)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent has-disabled:cursor-not-allowed has-disabled:opacity-55"
          >
            <input
              type="radio"
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
              name={name}
              disabled={option.disabled}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{option.label}</span>
              {option.text && <span className="block text-ink-soft">{option.text}</span>}
            </span>
            {Sign && <Sign className="size-5 shrink-0 text-ink-faint" strokeWidth={1.75} aria-hidden />}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
