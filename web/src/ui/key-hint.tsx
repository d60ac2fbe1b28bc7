import { cn } from './class-names.ts'
import { capsOf } from './keys.ts'

/** Shows the keys of a shortcut ("g a" are two presses). Screen readers get them from `aria-keyshortcuts` of the control. */
export function KeyHint({ keys, className }: { keys: string; className?: string }) {
  return (
    <span aria-hidden className={cn('inline-flex gap-0.5 max-md:hidden', className)}>
      {capsOf(keys).map((key, index) => (
        <kbd
          key={index}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded border border-line bg-sunken px-1 font-sans text-[0.6875rem] text-ink-soft"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
