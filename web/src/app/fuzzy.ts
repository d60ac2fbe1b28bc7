const folded = new Map<string, string>()
const rememberedTexts = 20_000

/** Lower case without accents, so that "stor" and "STÖR" find "Störung". */
function fold(text: string): string {
  let result = folded.get(text)
  if (result === undefined) {
    result = text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replaceAll(/\p{M}/gu, '')
    if (folded.size >= rememberedTexts) folded.clear()
    folded.set(text, result)
  }
  return result
}

/** A keyboard without umlauts writes two letters for one: "stoer" finds "Störung". */
const withoutUmlautPairs = (text: string) => text.replaceAll(/([aou])e/g, '$1')

const isWordStart = (text: string, index: number) => index === 0 || !/[\p{L}\p{N}]/u.test(text[index - 1] ?? '')

/** How well one word of a query fits a folded text; 0: not at all. */
function wordScore(word: string, text: string): number {
  if (text === word) return 1_000
  let best = 0
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const score = at === 0 ? 900 : isWordStart(text, at) ? 700 : 400
    best = Math.max(best, score)
    if (best >= 700) break
  }
  return best > 0 ? best - Math.min(text.length, 99) : scatteredScore(word, text)
}

/** The letters of the word in this order, each next to the one before or at the start of a word: "npo" for "NetOps primary on-call". */
function scatteredScore(word: string, text: string): number {
  if (word.length < 2) return 0
  let from = 0
  let jumps = 0
  for (const letter of word) {
    let at = from
    if (text[at] !== letter || from === 0) {
      at = text.indexOf(letter, from)
      while (at >= 0 && !isWordStart(text, at)) at = text.indexOf(letter, at + 1)
      jumps += 1
    }
    if (at < 0) return 0
    from = at + 1
  }
  return Math.max(1, 200 - jumps * 20 - Math.min(text.length, 99))
}

/** How well a query fits a text; every word of it must. 0: not at all, and everything fits nothing asked. */
export function matchScore(query: string, text: string): number {
  const words = fold(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return 1
  const plain = fold(text)
  let total = 0
  for (const word of words) {
    const score = Math.max(wordScore(word, plain), wordScore(withoutUmlautPairs(word), plain))
    if (score === 0) return 0
    total += score
  }
  return total / words.length
}

/**
 * What fits a query, best first; what fits equally well stays in the order given. A text further back in `textsOf` (a key,
 * another word for it) counts a little less than the one before it.
 */
export function rank<Item>(query: string, items: readonly Item[], textsOf: (item: Item) => string[]): Item[] {
  if (query.trim() === '') return [...items]
  const scored = items.flatMap((item) => {
    const score = Math.max(...textsOf(item).map((text, index) => matchScore(query, text) * 0.9 ** index))
    return score > 0 ? [{ item, score }] : []
  })
  return scored.sort((one, other) => other.score - one.score).map(({ item }) => item)
}
