import type { Language } from '../../../../contract/keys.ts'

/** More names than this are read by nobody. */
const mostNames = 6

/** "Ann, Bob and Cleo", or the first few and an ellipsis. */
export function namesOf(people: readonly { name: string }[], language: Language): string {
  const names = people.map(({ name }) => name)
  if (names.length > mostNames) return `${names.slice(0, mostNames).join(', ')} …`
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
}
