const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether each word that was typed stands in one of the texts; "muller" finds Müller. */
export function matches(query: string, texts: readonly string[]): boolean {
  const words = plain(query).split(/\s+/).filter(Boolean)
  const found = texts.map(plain)
  return words.every((word) => found.some((text) => text.includes(word)))
}
