import { cn } from './class-names.ts'
import { CopyButton } from './copy-button.tsx'

/** Monospaced text to take along: a snippet, an address, a payload. `what` names it for the copy button. */
export function CodeBlock({ code, what, className }: { code: string; what: string; className?: string }) {
  return (
    <div className={cn('flex items-start rounded-md border border-line bg-sunken', className)}>
      {/* Focusable, because what scrolls must be reachable without a mouse. */}
      <pre
        tabIndex={0}
        role="group"
        aria-label={what}
        className="max-h-96 min-w-0 flex-1 overflow-auto py-2.5 pl-3 font-mono text-small leading-5"
      >
        {code}
      </pre>
      <CopyButton text={code} what={what} className="m-1" />
    </div>
  )
}

/** One line that must be copied whole, such as a key. */
export function CodeLine({ code, what }: { code: string; what: string }) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <code className="min-w-0 font-mono text-small break-all">{code}</code>
      <CopyButton text={code} what={what} />
    </span>
  )
}
