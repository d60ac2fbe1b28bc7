import type { ReactNode } from 'react'

interface SampleProps {
  name: string
  /** What it is for, and what to mind, in two lines. */
  text: string
  children: ReactNode
}

/** One part of the design system, in every state, in both themes side by side. */
export function Sample({ name, text, children }: SampleProps) {
  return (
    <section className="border-t border-line py-5">
      <h2 className="font-semibold">{name}</h2>
      <p className="mb-3 max-w-3xl text-ink-soft">{text}</p>
      <div className="grid gap-3 xl:grid-cols-2">
        {(['light', 'dark'] as const).map((theme) => (
          <div
            key={theme}
            data-theme={theme}
            className="flex min-w-0 flex-col gap-4 rounded-lg border border-line bg-ground p-4 text-ink"
          >
            {children}
          </div>
        ))}
      </div>
    </section>
  )
}

/** States of one thing beside each other. */
export function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>
}
