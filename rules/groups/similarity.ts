/**
 * How alike two summaries are, from 0 to 1, rounded to hundredths: the Dice coefficient of their words, 2 x shared / all.
 * What names a single thing (numbers, addresses, host names, identifiers) counts as the same word everywhere: "Disk full on
 * web-01" and "Disk full on web-17" are alike. Words count as often as they stand there, in whatever order.
 */
export function similarity(left: string, right: string): number {
  const [ours, theirs] = [wordsOf(left), wordsOf(right)]
  const all = ours.length + theirs.length
  if (all === 0) return left.trim() === right.trim() ? 1 : 0
  const free = new Map<string, number>()
  for (const word of ours) free.set(word, (free.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of theirs) {
    const copies = free.get(word) ?? 0
    if (copies === 0) continue
    free.set(word, copies - 1)
    shared += 1
  }
  return Math.round((200 * shared) / all) / 100
}

/** A summary longer than this is compared by its beginning: comparing must cost the same whatever a sender writes. */
const mostCharacters = 500

const identifier = /^(?=.*\d)[0-9a-f-]{8,}$/
const hostName = /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/
const number = /[\d]+([.,:][\d]+)*/g

/** The words that are compared. */
export function wordsOf(summary: string): string[] {
  const parts = summary
    .slice(0, mostCharacters)
    .toLowerCase()
    .split(/[\s"'`()[\]{}<>=|,;!?/\\]+/)
  return parts
    .map((part) => part.replaceAll(/^[.:_-]+|[.:_-]+$/g, ''))
    .flatMap((part) => (part === '' ? [] : [wordOf(part)]))
}

function wordOf(part: string): string {
  if (identifier.test(part)) return '#'
  const plain = part.replaceAll(number, '#')
  if (/^#\D{0,3}$/.test(plain)) return '#'
  return hostName.test(part) ? '@' : plain
}
