import { isSame } from '../../setup/item-values.ts'

export type Pair = readonly [name: string, text: string]

/** What is saved of lines: one without a name or a text is still being typed. */
export function recordOf(pairs: readonly Pair[]): Record<string, string> {
  return Object.fromEntries(pairs.filter(([name, text]) => name.trim() !== '' && text.trim() !== ''))
}

/** The lines to show: what is being typed as long as it is what is saved, else what is saved (somebody has discarded). */
export function shownPairs(typed: readonly Pair[], value: Readonly<Record<string, string>>): readonly Pair[] {
  return isSame(recordOf(typed), value) ? typed : Object.entries(value)
}
