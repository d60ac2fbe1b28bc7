import type { CSSProperties } from 'react'
import { placeOf } from './axis.ts'
import type { Span } from './span.ts'

/** Where a piece stands in its row. */
export function placeStyle(piece: Span, span: Span): CSSProperties {
  const { left, width } = placeOf(piece, span)
  return { left: `${left}%`, width: `${width}%` }
}

/** The tone of a person, as custom properties of tokens.css. */
export function toneStyle(tone: number): CSSProperties {
  return { backgroundColor: `var(--person-${tone})`, color: `var(--person-${tone}-ink)` }
}

/** The same, for time that does not count. */
export function faded(tone: number): CSSProperties {
  return { backgroundColor: `color-mix(in oklch, var(--person-${tone}) 30%, var(--ground))`, color: 'var(--ink-soft)' }
}
