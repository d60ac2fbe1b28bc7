/** How many tones tokens.css has for people. */
const toneCount = 8

/**
 * The tone of each person, 1 to 8. A person has the same tone everywhere unless somebody else of the same schedule has it
 * already: then the next free one. With more than eight people tones repeat; names and initials tell them apart.
 */
export function tonesOf(keys: Iterable<string>): (key: string) => number {
  const toneByKey = new Map<string, number>()
  const taken = new Set<number>()
  for (const key of [...new Set(keys)].toSorted()) {
    let tone = preferred(key)
    if (taken.size < toneCount) while (taken.has(tone)) tone = (tone % toneCount) + 1
    taken.add(tone)
    toneByKey.set(key, tone)
  }
  return (key) => toneByKey.get(key) ?? preferred(key)
}

function preferred(key: string): number {
  let hash = 7
  for (const letter of key) hash = (hash * 31 + letter.codePointAt(0)!) % 1_000_003
  return (hash % toneCount) + 1
}

/** "Ann Beispiel" -> "AB", "Cleo" -> "CL": for pieces too narrow for a name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = (word = '') => Array.from(word)[0] ?? ''
  const letters = words.length > 1 ? [first(words[0]), first(words.at(-1))] : Array.from(words[0] ?? '').slice(0, 2)
  return letters.join('').toLocaleUpperCase()
}
