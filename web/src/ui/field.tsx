import { useId, type ComponentProps, type ReactNode } from 'react'
import { useText } from '../app/i18n.ts'
import { cn } from './class-names.ts'
import { ChevronDownIcon, WarningIcon } from './icons.ts'

/** The frame of everything that is typed into. */
export const inputStyle =
  'target-height w-full rounded-md border border-line-strong bg-surface px-2.5 text-body text-ink transition-colors hover:border-ink-soft [&[readonly]]:bg-sunken aria-invalid:border-triggered disabled:pointer-events-none disabled:bg-sunken disabled:text-ink-faint'

export interface FieldControl {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

interface FieldProps {
  label: string
  hint?: string | undefined
  error?: string | undefined
  optional?: boolean
  /** For screen readers only, where the surroundings already say it. */
  isLabelHidden?: boolean
  className?: string
  children: (control: FieldControl) => ReactNode
}

/** Label, control, hint and error of one value. The error stands at the field and is read out with it. */
export function Field({
  label,
  hint,
  error,
  optional = false,
  isLabelHidden = false,
  className,
  children,
}: FieldProps) {
  const { t } = useText()
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={cn('flex flex-col gap-1', className)}>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'font-medium'}>
        {label}
        {optional && <span className="ml-1.5 text-small font-normal text-ink-faint">{t('common:field.optional')}</span>}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="text-small text-ink-faint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1 text-small text-triggered">
          <WarningIcon className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          {error}
        </p>
      )}
    </div>
  )
}

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(inputStyle, className)} {...rest} />
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={cn(inputStyle, 'min-h-20 resize-y py-1.5', className)} {...rest} />
}

/**
 * The platform's own list: on a phone it is a wheel under the thumb. Its mark is that of our other lists, not the browser's;
 * width and place belong to the frame, which also lends the field the colour of its border.
 */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={cn('relative inline-block w-full border-line-strong align-top', className)}>
      <select className={cn(inputStyle, 'appearance-none truncate border-inherit pr-8')} {...rest} />
      <ChevronDownIcon
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-faint"
        aria-hidden
      />
    </span>
  )
}
