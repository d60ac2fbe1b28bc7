import { rank } from '../../app/fuzzy.ts'

/** One thing to choose. `hint` tells apart what has the same name: a key, an address. */
export interface Option {
  value: string
  label: string
  hint?: string | undefined
}

/** More are not looked through by scrolling but by typing on. */
const shownAtMost = 60

export function matching(query: string, options: readonly Option[], without: readonly string[] = []) {
  const free = without.length > 0 ? options.filter(({ value }) => !without.includes(value)) : options
  const found = rank(query, free, ({ label, hint, value }) => (hint ? [label, hint, value] : [label, value]))
  return { shown: found.slice(0, shownAtMost), hidden: Math.max(0, found.length - shownAtMost) }
}
