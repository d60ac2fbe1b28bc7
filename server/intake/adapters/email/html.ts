/** What begins a new line where it begins or ends. */
const blocks = new Set(
  'address article blockquote br dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
)
const cells = new Set(['td', 'th'])

/** Elements whose content nobody reads. */
const hidden = new Set(['head', 'script', 'style', 'title', 'template', 'noscript'])

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  euro: '€',
  deg: '°',
  sect: '§',
  copy: '©',
  reg: '®',
  middot: '·',
  bull: '•',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  rarr: '→',
  larr: '←',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
}

/**
 * The words of an HTML mail, line by line, in one pass over the text however broken it is. Nothing of it is ever shown as
 * HTML, so nothing is cleaned: what is no text is left out.
 */
export function textOfHtml(html: string): string {
  let text = ''
  let position = 0
  while (position < html.length) {
    const open = html.indexOf('<', position)
    text += decoded(html.slice(position, open < 0 ? html.length : open))
    if (open < 0) break
    const tag = tagAt(html, open)
    text += tag.as
    position = tag.end
  }
  return tidy(text)
}

/** What a tag stands for in text, and where reading goes on. */
function tagAt(html: string, open: number): { as: string; end: number } {
  if (html.startsWith('<!--', open)) return { as: '', end: behind(html, '-->', open + 4) }
  const name = /^<\/?([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 20))?.[1]?.toLowerCase()
  if (name === undefined && html[open + 1] !== '!') return { as: '<', end: open + 1 }
  const end = behind(html, '>', open + 1)
  if (name === undefined) return { as: '', end }
  if (hidden.has(name) && html[open + 1] !== '/') return { as: '', end: behindElement(html, name, end) }
  return { as: blocks.has(name) ? '\n' : cells.has(name) ? ' ' : '', end }
}

function behind(html: string, what: string, from: number): number {
  const at = html.indexOf(what, from)
  return at < 0 ? html.length : at + what.length
}

/** Behind the end of an element that hides its content; the end of the mail when it never ends. */
function behindElement(html: string, name: string, from: number): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return behind(html, '>', at)
  }
  return html.length
}

/** Line breaks of the source mean nothing; entities become their characters. */
function decoded(text: string): string {
  const line = text.replaceAll(/[\t\r\n]+/g, ' ')
  if (!line.includes('&')) return line
  return line.replaceAll(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (whole, name: string) => characterOf(name) ?? whole)
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return Object.hasOwn(entities, name) ? entities[name] : undefined
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return Number.isInteger(code) && code > 31 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : ' '
}

function tidy(text: string): string {
  const lines = text.split('\n').map((line) => line.replaceAll(/[ \u00a0]+/g, ' ').trim())
  return lines
    .filter((line, index) => line !== '' || (lines[index - 1] ?? '') !== '')
    .join('\n')
    .trim()
}
