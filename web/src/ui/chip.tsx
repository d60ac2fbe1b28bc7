import type { ReactNode } from 'react'
import { cn } from './class-names.ts'
import type { Icon } from './icons.ts'

/** A tone is a meaning of console.md, never a decoration. */
export type Tone = 'triggered' | 'acknowledged' | 'resolved' | 'quiet' | 'maintenance' | 'simulation'

const softByTone: Record<Tone, string> = {
  triggered: 'border-triggered-line bg-triggered-soft text-triggered',
  acknowledged: 'border-acknowledged-line bg-acknowledged-soft text-acknowledged',
  resolved: 'border-resolved-line bg-resolved-soft text-resolved',
  quiet: 'border-quiet-line bg-quiet-soft text-quiet',
  maintenance: 'border-maintenance-line bg-maintenance-soft text-maintenance',
  simulation: 'hatched border-simulation-line bg-simulation-soft text-simulation',
}

export const inkByTone: Record<Tone, string> = {
  triggered: 'text-triggered',
  acknowledged: 'text-acknowledged',
  resolved: 'text-resolved',
  quiet: 'text-quiet',
  maintenance: 'text-maintenance',
  simulation: 'text-simulation',
}

interface ChipProps {
  tone: Tone
  icon: Icon
  children: ReactNode
  /** Without frame and ground, for places where many stand below each other. */
  bare?: boolean
  className?: string
}

/** A state, always as icon and word in its colour: colour alone says nothing to one reader in twelve. */
export function Chip({ tone, icon: Sign, children, bare = false, className }: ChipProps) {
  const frame = bare ? inkByTone[tone] : cn('rounded border px-1.5', softByTone[tone])
  return (
    <span className={cn('inline-flex min-w-0 items-center gap-1 text-small leading-5 font-medium', frame, className)}>
      <Sign className="size-3.5 shrink-0" aria-hidden strokeWidth={2.25} />
      <span className="truncate">{children}</span>
    </span>
  )
}
