/** The default alphabet of GSM 03.38: a message of 160 of these characters is one SMS. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)

/** Characters that take two places, because an escape goes before them. */
const extended = new Set('^{}\\[~]|€')

const substitutes: Record<string, string> = {
  '–': '-',
  '—': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '…': '...',
  '„': '"',
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '‚': "'",
  '‘': "'",
  '’': "'",
  '`': "'",
  '´': "'",
  '•': '*',
  '·': '-',
  '→': '->',
  '←': '<-',
  '≥': '>=',
  '≤': '<=',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\t': ' ',
}

/** One SMS in the default alphabet; one in UCS-2, the alphabet for everything else. */
const gsmPlaces = 160
const ucs2Places = 70

/**
 * The text of an SMS in one piece: `frame` puts the summary between the fixed words, and the summary is cut until all of
 * it fits. Typographic signs and accents that GSM lacks are written plainly; a text that still needs another alphabet
 * (such as Cyrillic) has 70 places. The fixed words are never cut: they say how to answer.
 */
export function fitSms(summary: string, frame: (summary: string) => string): string {
  const toGsm = createToGsm()
  const plain = toGsm(summary.slice(0, 2_000).replace(/\s+/g, ' ').trim())
  const whole = toGsm(frame(plain))
  if (fits(whole)) return whole
  const letters = Array.from(plain).slice(0, gsmPlaces)
  for (let length = letters.length - 1; length > 0; length -= 1) {
    const cut = toGsm(frame(`${letters.slice(0, length).join('').trimEnd()}...`))
    if (fits(cut)) return cut
  }
  return toGsm(frame('...'))
}

/** A message of two parts: each gives some places to say that they belong together. */
const gsmPartPlaces = 153
const ucs2PartPlaces = 67

/** Of a list of alerts each is cut to so many letters, the only one that fits to fewer. */
const itemLetters = [40, 25, 12]

/**
 * The text of an SMS in at most two parts that lists as many of the items as fit: `frame` puts the list and the number of
 * items in it between the fixed words, which are never cut.
 */
export function fitSmsList(items: readonly string[], frame: (list: string, listed: number) => string): string {
  const toGsm = createToGsm()
  const text = (listed: number, letters: number) =>
    toGsm(
      frame(
        items
          .slice(0, listed)
          .map((item) => cutTo(item, letters))
          .join('; '),
        listed,
      ),
    )
  for (let listed = items.length; listed > 1; listed -= 1) {
    const whole = text(listed, itemLetters[0]!)
    if (fitsTwo(whole)) return whole
  }
  const single = itemLetters.map((letters) => text(1, letters))
  return single.find(fitsTwo) ?? single.at(-1)!
}

function cutTo(item: string, letters: number): string {
  const plain = Array.from(item.slice(0, 500).replace(/\s+/g, ' ').trim())
  return plain.length <= letters ? plain.join('') : `${plain.slice(0, letters).join('').trimEnd()}...`
}

function fitsTwo(text: string): boolean {
  const { places, limit } = smsSize(text)
  return places <= limit || places <= 2 * (limit === gsmPlaces ? gsmPartPlaces : ucs2PartPlaces)
}

/** How many places of a message a text takes, and how many there are. */
export function smsSize(text: string): { places: number; limit: number } {
  const letters = Array.from(text)
  if (letters.every((letter) => basic.has(letter) || extended.has(letter))) {
    return { places: letters.length + letters.filter((letter) => extended.has(letter)).length, limit: gsmPlaces }
  }
  return { places: text.length, limit: ucs2Places }
}

function fits(text: string): boolean {
  const { places, limit } = smsSize(text)
  return places <= limit
}

/** Normalizing is slow and the same letters come again with every cut, so each is looked at once per message. */
function createToGsm(): (text: string) => string {
  const known = new Map<string, string>()
  const plain = (letter: string) => {
    const before = known.get(letter)
    if (before !== undefined) return before
    const after = plainLetter(letter)
    known.set(letter, after)
    return after
  }
  return (text) => Array.from(text, plain).join('')
}

function plainLetter(letter: string): string {
  if (basic.has(letter) || extended.has(letter)) return letter
  const substitute = substitutes[letter]
  if (substitute !== undefined) return substitute
  const bare = letter.normalize('NFKD').replace(/\p{M}/gu, '')
  return bare !== '' && Array.from(bare).every((one) => basic.has(one)) ? bare : letter
}
