import type { FC } from 'react'
import { withTexts } from './i18n.ts'

/**
 * A view that reckons with days and zones by the rules that page people, which need `Temporal`. A browser without it is told
 * which ones have it, instead of a view that breaks.
 */
export async function inCalendar<Name extends string>(
  name: Name,
  load: () => Promise<Record<Name, FC>>,
): Promise<Record<Name, FC>> {
  if (typeof Temporal !== 'undefined') return withTexts(load())
  const { TooOldPage } = await withTexts(import('./too-old.tsx'))
  const view: Record<string, FC> = { [name]: TooOldPage }
  return view
}
