/**
 * A number from 0 up to 1 that is decided by the words alone: the same words always give the same number, others an
 * unrelated one. Not for secrets.
 */
export function dice(...words: readonly (string | number)[]): number {
  // FNV-1a over the words, then the finaliser of MurmurHash3, because FNV alone leaves similar words close together.
  let hash = 0x811c9dc5
  for (const character of words.join('/')) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** A whole number from `least` to `most`, both included. */
export function diceBetween(least: number, most: number, ...words: readonly (string | number)[]): number {
  return least + Math.floor(dice(...words) * (most - least + 1))
}

export function diceFrom<T>(list: readonly T[], ...words: readonly (string | number)[]): T {
  return list[Math.floor(dice(...words) * list.length)]!
}
