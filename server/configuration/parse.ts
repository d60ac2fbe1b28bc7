import type { Document, ParsedNode } from 'yaml'
import { isAlias, isMap, isNode, isScalar, isSeq, Lexer, LineCounter, parseDocument } from 'yaml'
import type { ConfigProblem, Path, Place } from './types.ts'

/** 2 MB: a set-up of ten thousand customers has half of that. */
export const mostBytes = 2_000_000

/** Anchors may be used this often in all; a few lines of nested aliases would otherwise unfold to gigabytes. */
const mostAliases = 1_000

/** Deeper than any set-up is; the parser would take seconds for a file of opening brackets. */
const mostDepth = 50

/** After a mistake a parser sees many more; the first ones tell what it is. */
const mostProblems = 5

export interface Parsed {
  value: unknown
  /** Where the value at this path stands, or else what is nearest to it; with `key` the name in front of it. */
  locate(path: Path, what?: 'key' | 'value'): Place | undefined
}

/** Reads YAML (and JSON, which is YAML) with the place of everything; the problems instead when it is not readable. */
export function parse(text: string): Parsed | { problems: ConfigProblem[] } {
  const lines = new LineCounter()
  if (isTooDeep(text)) return { problems: [{ path: '', message: tooDeep, line: 1, column: 1 }] }
  try {
    const options = {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: true,
      version: '1.2',
      schema: 'core',
    } as const
    const document = parseDocument(text, options)
    const problems = [...document.errors, ...document.warnings].map((error) => ({
      path: '',
      message: sentence(error.message),
      ...placeOf(lines, error.pos[0]),
    }))
    if (problems.length > 0) return { problems: problems.slice(0, mostProblems) }
    const value: unknown = document.toJS({ maxAliasCount: mostAliases })
    return { value, locate: (path, what = 'value') => locate(document, lines, path, what) }
  } catch (error) {
    return { problems: [{ path: '', message: reasonOf(error as Error), line: 1, column: 1 }] }
  }
}

const tooDeep = 'The file is nested too deeply.'

/** Counts brackets that are open, and list dashes that stand one behind the other on a line. */
function isTooDeep(text: string): boolean {
  let brackets = 0
  let dashes = 0
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets += 1
    else if (token === ']' || token === '}') brackets -= 1
    else if (token === '-' || token === '?') dashes += 1
    else if (token.startsWith('\n') || token.startsWith('\r')) dashes = 0
    if (brackets > mostDepth || dashes > mostDepth) return true
  }
  return false
}

function reasonOf(error: Error): string {
  if (error instanceof RangeError) return tooDeep
  if (error instanceof ReferenceError)
    return 'The file uses too many aliases (*name), or one that has no anchor (&name).'
  return sentence(error.message)
}

const sentence = (text: string) => text.replace(/\n[\s\S]*/, '').replace(/\.?$/, '.')

function placeOf(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset)
  return { line, column: col }
}

function locate(document: Document, lines: LineCounter, path: Path, what: 'key' | 'value'): Place | undefined {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document)
    const inner = entryOf(node, step)
    if (inner === undefined) break
    const wantsKey = what === 'key' && depth === path.length - 1
    offset = (wantsKey ? startOf(inner.key) : undefined) ?? startOf(inner.value) ?? startOf(inner.key) ?? offset
    node = inner.value
  }
  return placeOf(lines, offset)
}

function entryOf(node: unknown, step: string | number): { key?: unknown; value: unknown } | undefined {
  if (isSeq(node)) return typeof step === 'number' && step in node.items ? { value: node.items[step] } : undefined
  if (!isMap(node)) return undefined
  return node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step))
}

const startOf = (node: unknown) => (isNode(node) ? (node as ParsedNode).range?.[0] : undefined)
