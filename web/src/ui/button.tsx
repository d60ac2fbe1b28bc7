import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

export const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap transition-colors max-md:max-w-full max-md:whitespace-normal select-none disabled:pointer-events-none disabled:opacity-55 aria-busy:busy-bar [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong active:bg-accent',
        plain: 'border-line bg-surface text-ink hover:bg-hover active:bg-sunken',
        ghost: 'border-transparent text-ink-soft hover:bg-hover hover:text-ink active:bg-sunken',
        /** Opens the way to something that cannot be taken back. */
        danger: 'border-triggered-line bg-surface text-triggered hover:bg-triggered-soft active:bg-sunken',
        /** Does it, in the dialog that has named the consequence. */
        destructive: 'border-transparent bg-triggered text-surface hover:opacity-90 active:opacity-100',
      },
      size: {
        small: 'min-h-7 px-2 text-small max-md:min-h-11 max-md:px-3',
        normal: 'target-height px-3 text-body max-md:min-h-11',
        large: 'min-h-11 px-5 text-large max-md:min-h-13',
        icon: 'size-7 p-0 text-small max-md:size-11',
      },
    },
    defaultVariants: { look: 'plain', size: 'normal' },
  },
)

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonStyle> & { busy?: boolean }

/** `busy` keeps the button in place and focused while its request is under way, and ignores further presses. */
export function Button({ className, look, size, busy = false, onClick, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={cn(buttonStyle({ look, size }), className)}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
      {...rest}
    />
  )
}
