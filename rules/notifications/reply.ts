export type ReplyAction = 'acknowledge' | 'resolve' | 'escalate'

/**
 * What a person wrote back. Without a number the newest page of that person is meant; `all` acknowledges every alert of the
 * newest message that told of several.
 */
export type Reply =
  | { kind: 'answer'; action: ReplyAction; number?: number }
  | { kind: 'all' }
  /** The test message has arrived. A word of its own: the letters belong to alerts. */
  | { kind: 'test' }
  | { kind: 'unclear' }

const wordsForAll: readonly string[] = ['all', 'alle', 'ack all', 'a all', 'ok all', 'alle ok', 'alle bestätigen']

const wordsByAction: Record<ReplyAction, readonly string[]> = {
  acknowledge: [
    'a',
    'ack',
    'acknowledge',
    'acknowledged',
    'ok',
    'okay',
    'bestätigt',
    'bestätige',
    'bestätigen',
    'bestaetigt',
    'bestaetige',
    'bestaetigen',
  ],
  resolve: ['r', 'res', 'resolve', 'resolved', 'gelöst', 'geloest', 'behoben', 'beheben', 'erledigt'],
  escalate: ['e', 'esc', 'escalate', 'escalated', 'eskaliere', 'eskalieren', 'eskaliert', 'weiter'],
}

const actionByWord = new Map(
  Object.entries(wordsByAction).flatMap(([action, words]) => words.map((word) => [word, action as ReplyAction])),
)

/** Quotation marks that phones put around a quoted text, and what closes a sentence. */
const noise = /["'`´„“”‚‘’«»‹›.!,;:]+/g

/**
 * Reads a reply by SMS, chat or mail (field H11): `12a`, `12 r`, `e 12`, `#12 ok`, or the word alone. The first line that
 * is neither empty nor quoted counts. Anything else is unclear: guessing could silence an alert.
 */
export function parseReply(text: string): Reply {
  const line = text
    .slice(0, 1_000)
    .split(/\r\n|\r|\n/)
    .map((one) => one.trim())
    .find((one) => one !== '' && !one.startsWith('>'))
  if (line === undefined) return { kind: 'unclear' }
  const plain = line.normalize('NFC').toLowerCase().replace(noise, ' ').replace(/\s+/g, ' ').trim()
  if (wordsForAll.includes(plain.trim())) return { kind: 'all' }
  if (plain === 'test') return { kind: 'test' }
  const match = /^(?:#? ?(\d{1,9}) ?)?(\p{L}+)(?: ?#? ?(\d{1,9}))?$/u.exec(plain)
  const action = match && actionByWord.get(match[2]!)
  if (!match || !action || (match[1] !== undefined && match[3] !== undefined)) return { kind: 'unclear' }
  const number = match[1] ?? match[3]
  return { kind: 'answer', action, ...(number !== undefined && { number: Number(number) }) }
}
