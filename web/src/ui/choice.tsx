import { useId, type ComponentProps, type ReactNode } from 'react'
import { cn } from './class-names.ts'

interface ChoiceProps extends Omit<ComponentProps<'input'>, 'type' | 'onChange'> {
  label: string
  hint?: ReactNode
  onChange: (checked: boolean) => void
}

/** Whether something is part of what is saved. The whole line can be pressed. */
export function CheckBox({ label, hint, onChange, className, ...rest }: ChoiceProps) {
  return (
    <ChoiceLine label={label} hint={hint} indent="pl-6.5" className={className}>
      {(described) => (
        <input
          {...rest}
          type="checkbox"
          aria-describedby={described}
          onChange={(event) => onChange(event.target.checked)}
          className="mt-0.5 size-4 shrink-0 accent-accent max-md:mt-0 max-md:size-5"
        />
      )}
    </ChoiceLine>
  )
}

/** Something that is on or off. It acts at once; what waits for "save" is a check box. */
export function Switch({ label, hint, onChange, className, ...rest }: ChoiceProps) {
  return (
    <ChoiceLine label={label} hint={hint} indent="pl-11.5" className={className}>
      {(described) => (
        <input
          {...rest}
          type="checkbox"
          role="switch"
          aria-checked={rest.checked}
          aria-describedby={described}
          onChange={(event) => onChange(event.target.checked)}
          className="relative mt-px h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full border border-line-strong bg-sunken transition-colors before:absolute before:top-1/2 before:left-0.5 before:size-3.5 before:-translate-y-1/2 before:rounded-full before:bg-line-strong before:transition-all checked:border-accent checked:bg-accent checked:before:left-4.5 checked:before:bg-on-accent disabled:cursor-not-allowed"
        />
      )}
    </ChoiceLine>
  )
}

interface LineProps {
  label: string
  hint: ReactNode
  /** Brings the hint below the label. */
  indent: string
  className: string | undefined
  children: (describedBy: string | undefined) => ReactNode
}

function ChoiceLine({ label, hint, indent, className, children }: LineProps) {
  const id = useId()
  return (
    <div className={className}>
      <label
        className={cn(
          'inline-flex cursor-pointer items-start gap-2.5 has-disabled:cursor-not-allowed has-disabled:opacity-55',
          'max-md:min-h-11 max-md:items-center',
        )}
      >
        {children(hint ? id : undefined)}
        <span className="font-medium">{label}</span>
      </label>
      {hint && (
        <p id={id} className={`text-small text-ink-faint ${indent}`}>
          {hint}
        </p>
      )}
    </div>
  )
}
