/** The part of Markdown in which set-up guides are written, as a tree that can be shown without raw HTML. */
export type Block =
  | { kind: 'heading'; level: number; text: Inline[] }
  | { kind: 'paragraph'; text: Inline[] }
  | { kind: 'code'; code: string }
  | { kind: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }

export type Inline =
  | { kind: 'text' | 'code' | 'strong' | 'emphasis'; text: string }
  | { kind: 'link'; text: string; href: string }

const fence = /^\s*(```|~~~)/
const bullet = /^(\s*)(?:[-*]|(\d+)[.)])\s+(.*)$/
const heading = /^(#{1,6})\s+(.*)$/
const tableLine = /^\s*\|(.+)\|\s*$/

export function parseMarkdown(text: string): Block[] {
  return parseLines(text.replaceAll('\r\n', '\n').split('\n'))
}

function parseLines(lines: string[]): Block[] {
  const blocks: Block[] = []
  let index = 0
  while (index < lines.length) {
    const line = lines[index] ?? ''
    const taken = line.trim() === '' ? { next: index + 1 } : takeBlock(lines, index)
    if ('block' in taken) blocks.push(taken.block)
    index = taken.next
  }
  return blocks
}

interface Taken {
  block: Block
  next: number
}

function takeBlock(lines: string[], index: number): Taken {
  const line = lines[index] ?? ''
  const title = heading.exec(line)
  if (title)
    return {
      block: { kind: 'heading', level: title[1]?.length ?? 1, text: parseInline(title[2] ?? '') },
      next: index + 1,
    }
  if (fence.test(line)) return takeCode(lines, index)
  if (bullet.test(line)) return takeList(lines, index)
  if (tableLine.test(line) && /^[\s|:-]+$/.test(lines[index + 1] ?? '-x')) return takeTable(lines, index)
  return takeParagraph(lines, index)
}

function takeCode(lines: string[], index: number): Taken {
  const mark = fence.exec(lines[index] ?? '')?.[1] ?? '```'
  const end = lines.findIndex((line, at) => at > index && line.trim().startsWith(mark))
  const last = end < 0 ? lines.length : end
  return { block: { kind: 'code', code: dedent(lines.slice(index + 1, last)) }, next: last + 1 }
}

/** An item owns the lines below it that are indented deeper than its mark. */
function takeList(lines: string[], index: number): Taken {
  const first = bullet.exec(lines[index] ?? '')
  const indent = first?.[1]?.length ?? 0
  const items: string[][] = []
  let next = index
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? ''
    const mark = bullet.exec(line)
    if (mark && mark[1]?.length === indent) items.push([mark[3] ?? ''])
    else if (line.trim() === '' || leadingSpaces(line) > indent) items.at(-1)?.push(line)
    else break
  }
  const ordered = first?.[2] !== undefined
  const blocks = items.map(([head = '', ...rest]) => parseLines([head, ...dedent(rest).split('\n')]))
  return { block: { kind: 'list', ordered, start: Number(first?.[2] ?? 1), items: blocks }, next }
}

function takeTable(lines: string[], index: number): Taken {
  const cells = (line: string) =>
    (tableLine.exec(line)?.[1] ?? '').split(/(?<!\\)\|/).map((cell) => parseInline(cell.trim().replaceAll('\\|', '|')))
  let next = index + 2
  const rows: Inline[][][] = []
  for (; next < lines.length && tableLine.test(lines[next] ?? ''); next += 1) rows.push(cells(lines[next] ?? ''))
  return { block: { kind: 'table', head: cells(lines[index] ?? ''), rows }, next }
}

function takeParagraph(lines: string[], index: number): Taken {
  let next = index + 1
  const isOver = (line: string) => line.trim() === '' || heading.test(line) || fence.test(line) || bullet.test(line)
  while (next < lines.length && !isOver(lines[next] ?? '')) next += 1
  const text = lines
    .slice(index, next)
    .map((line) => line.trim())
    .join(' ')
  return { block: { kind: 'paragraph', text: parseInline(text) }, next }
}

const inline = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)|<(https?:\/\/[^>\s]+)>/g

export function parseInline(text: string): Inline[] {
  const parts: Inline[] = []
  let done = 0
  for (const match of text.matchAll(inline)) {
    if (match.index > done) parts.push({ kind: 'text', text: text.slice(done, match.index) })
    parts.push(inlineOf(match))
    done = match.index + match[0].length
  }
  if (done < text.length) parts.push({ kind: 'text', text: text.slice(done) })
  return parts
}

function inlineOf([whole, code, strong, emphasis, label, href, address]: RegExpMatchArray): Inline {
  if (code) return { kind: 'code', text: code }
  if (strong) return { kind: 'strong', text: strong }
  if (emphasis) return { kind: 'emphasis', text: emphasis }
  const target = href ?? address ?? ''
  // Only web addresses and our own pages become links; javascript: and the like stay text.
  if (!/^(https?:\/\/|\/(?!\/)|#)/.test(target)) return { kind: 'text', text: label ?? whole }
  return { kind: 'link', text: label ?? target, href: target }
}

const leadingSpaces = (line: string) => line.length - line.trimStart().length

function dedent(lines: string[]): string {
  const filled = lines.filter((line) => line.trim() !== '')
  const indent = Math.min(...filled.map(leadingSpaces))
  return lines
    .map((line) => line.slice(Number.isFinite(indent) ? indent : 0))
    .join('\n')
    .trimEnd()
}
