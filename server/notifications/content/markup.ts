/** HTML that is ready to be shown; everything else is escaped when it is put into a page. */
export class Markup {
  readonly html: string
  constructor(html: string) {
    this.html = html
  }
}

type Part = Markup | string | number | undefined | false | readonly (Markup | string)[]

/** Writes HTML: what stands in `${…}` is text and is escaped, unless it is Markup itself. */
export function markup(texts: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(texts.map((text, index) => text + (index < parts.length ? escaped(parts[index]) : '')).join(''))
}

function escaped(part: Part): string {
  if (part === undefined || part === false) return ''
  if (part instanceof Markup) return part.html
  if (typeof part === 'object') return part.map(escaped).join('')
  return escapeText(String(part))
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!)
}
