/** One alert of a body as it stands there. */
export interface Slice {
  /** Everything but its end: what a repeat has in common with what was sent before. */
  rest: string
  /** The text of its `endsAt`; undefined when it has none. */
  endsAt: string | undefined
}

const quote = 0x22
const comma = 0x2c
const colon = 0x3a
const backslash = 0x5c
const braceOpen = 0x7b
const braceClose = 0x7d

/** A text that means itself in JSON, and could be a time. */
const plainTime = /^[\dTZ:.+-]{1,40}$/

/**
 * Cuts a body of Prometheus into its alerts without parsing it: an array of objects as programs write them, with nothing between
 * them but commas. `undefined` for every other text, and wherever it would have to be looked at more closely. Whether it is
 * JSON at all only the parser can say: of a text that is, the slices are the elements of the array.
 */
export function slicesOf(text: string): Slice[] | undefined {
  if (!text.startsWith('[{')) return undefined
  const slices: Slice[] = []
  let at = 1
  for (;;) {
    const cut = cutObject(text, at)
    if (cut === undefined) return undefined
    slices.push(cut.slice)
    if (text.charCodeAt(cut.end) !== comma) return text.slice(cut.end).trimEnd() === ']' ? slices : undefined
    at = cut.end + 1
  }
}

/** The object that begins here; `end` is the place behind it. */
function cutObject(text: string, start: number): { slice: Slice; end: number } | undefined {
  if (text.charCodeAt(start) !== braceOpen) return undefined
  let depth = 0
  let span: { from: number; to: number } | undefined
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === braceOpen) depth++
    else if (code === braceClose) {
      depth--
      if (depth === 0) return { slice: sliceOf(text, start, at + 1, span), end: at + 1 }
    } else if (code === quote) {
      const end = endOfString(text, at)
      if (end === -1) return undefined
      const found = depth === 1 ? endsAtOf(text, at, end) : undefined
      // Two ends, or a name that is written with an escape and could be one: the parser knows which one counts.
      if (found === 'unclear' || (found && span)) return undefined
      span ??= found
      at = end
    }
  }
  return undefined
}

/** Where the value of this member of an alert stands, if the string is the name of a member and the member is its end. */
function endsAtOf(text: string, from: number, to: number): { from: number; to: number } | 'unclear' | undefined {
  const next = text.charCodeAt(to + 1)
  if (next === comma || next === braceClose) return undefined
  if (next !== colon) return 'unclear'
  const name = text.slice(from + 1, to)
  if (name.includes('\\')) return 'unclear'
  if (name !== 'endsAt') return undefined
  const start = to + 2
  const end = text.charCodeAt(start) === quote ? text.indexOf('"', start + 1) : -1
  return plainTime.test(text.slice(start + 1, end)) ? { from: start + 1, to: end } : 'unclear'
}

function sliceOf(text: string, start: number, end: number, span?: { from: number; to: number }): Slice {
  if (!span) return { rest: text.slice(start, end), endsAt: undefined }
  return { rest: text.slice(start, span.from) + text.slice(span.to, end), endsAt: text.slice(span.from, span.to) }
}

/** The place of the quote that ends the string which begins here; -1 when none does. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++
    if (slashes % 2 === 0) return end
  }
  return -1
}
