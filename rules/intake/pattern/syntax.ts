import type { CharacterSet, Node, Syntax } from './node.ts'
import { inverted, lineEnds, namedSets } from './sets.ts'

/** What is wrong with a pattern, in English, with its place. */
export class PatternMistake extends Error {}

const longest = 500
const mostRepeats = 100
const deepest = 30

const control: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9 }

/**
 * Reads a pattern of the usual kind: `.` `[a-z]` `\d \w \s \b` `^ $` `( )` `(?: )` `(?<name> )` `|` `* + ? {2,5}` and their
 * lazy forms. What could take more than linear time, back-references and looking ahead or behind, is refused. Throws
 * PatternMistake.
 */
export function readPattern(text: string): Syntax {
  if (text.length > longest) throw new PatternMistake(`a pattern has at most ${longest} characters`)
  const reader = new Reader(text)
  const root = reader.choice(0)
  if (!reader.atEnd()) throw reader.mistake('")" without its "("')
  return { root, groups: reader.groups, indexByName: reader.indexByName }
}

class Reader {
  groups = 0
  readonly indexByName = new Map<string, number>()
  private readonly points: readonly string[]
  private position = 0

  constructor(text: string) {
    this.points = Array.from(text)
  }

  atEnd(): boolean {
    return this.position >= this.points.length
  }

  mistake(what: string): PatternMistake {
    return new PatternMistake(`${what} (character ${this.position + 1})`)
  }

  choice(depth: number): Node {
    if (depth > deepest) throw this.mistake('too many groups inside each other')
    const parts = [this.sequence(depth)]
    while (this.takes('|')) parts.push(this.sequence(depth))
    return parts.length === 1 ? parts[0]! : { kind: 'choice', parts }
  }

  private sequence(depth: number): Node {
    const parts: Node[] = []
    while (!this.atEnd() && this.peek() !== '|' && this.peek() !== ')') parts.push(this.repeated(this.one(depth)))
    return { kind: 'sequence', parts }
  }

  private one(depth: number): Node {
    const point = this.next()
    switch (point) {
      case '.':
        return set({ ranges: lineEnds, not: true })
      case '^':
        return { kind: 'edge', edge: 'lineStart' }
      case '$':
        return { kind: 'edge', edge: 'lineEnd' }
      case '(':
        return this.group(depth)
      case '[':
        return set(this.brackets())
      case '\\':
        return this.escaped()
      case '*':
      case '+':
      case '?':
        throw this.mistake(`nothing stands before "${point}"`)
      default:
        return literal(point)
    }
  }

  private group(depth: number): Node {
    if (!this.takes('?')) return this.captured(depth, ++this.groups)
    if (this.takes(':')) return this.closed(this.choice(depth + 1))
    if (!this.takes('<') || this.peek() === '=' || this.peek() === '!') {
      throw this.mistake('looking ahead or behind and flags are not available; use (?: ) or (?<name> )')
    }
    let name = ''
    while (!this.atEnd() && this.peek() !== '>') name += this.next()
    if (!this.takes('>') || !/^[A-Za-z]\w{0,49}$/.test(name)) throw this.mistake('a group is named like (?<host> )')
    if (this.indexByName.has(name)) throw this.mistake(`two groups are named ${name}`)
    const index = ++this.groups
    this.indexByName.set(name, index)
    return this.captured(depth, index)
  }

  private captured(depth: number, index: number): Node {
    return { kind: 'group', index, part: this.closed(this.choice(depth + 1)) }
  }

  private closed(node: Node): Node {
    if (!this.takes(')')) throw this.mistake('a ")" is missing')
    return node
  }

  private escaped(): Node {
    if (this.atEnd()) throw this.mistake('nothing stands behind "\\"')
    if (this.takes('b')) return { kind: 'edge', edge: 'wordEdge' }
    if (this.takes('B')) return { kind: 'edge', edge: 'insideWord' }
    return set(this.escape())
  }

  /** What stands behind a backslash, as a set. */
  private escape(): CharacterSet {
    const point = this.next()
    if (Object.hasOwn(namedSets, point)) return namedSets[point]!
    const code = Object.hasOwn(control, point) ? control[point]! : point.codePointAt(0)!
    if (!Object.hasOwn(control, point) && /[A-Za-z0-9]/.test(point)) {
      throw this.mistake(`"\\${point}" is not available`)
    }
    return { ranges: [[code, code]], not: false }
  }

  private brackets(): CharacterSet {
    const not = this.takes('^')
    const ranges: (readonly [number, number])[] = []
    let isFirst = true
    while (isFirst || this.peek() !== ']') {
      if (this.atEnd()) throw this.mistake('a "]" is missing')
      isFirst = false
      const from = this.inBrackets()
      const single = from.length === 1 && from[0]![0] === from[0]![1]
      if (single && this.peek() === '-' && this.points[this.position + 1] !== ']' && this.takes('-')) {
        ranges.push(this.range(from[0]![0]))
      } else ranges.push(...from)
    }
    this.next()
    return { ranges, not }
  }

  private range(from: number): readonly [number, number] {
    if (this.atEnd()) throw this.mistake('a "]" is missing')
    const [to] = this.inBrackets()
    if (to === undefined || to[0] !== to[1] || to[0] < from)
      throw this.mistake('a range goes from the lower to the higher')
    return [from, to[0]]
  }

  private inBrackets(): CharacterSet['ranges'] {
    const point = this.next()
    if (point !== '\\') return [[point.codePointAt(0)!, point.codePointAt(0)!]]
    if (this.atEnd()) throw this.mistake('nothing stands behind "\\"')
    const { ranges, not } = this.escape()
    return not ? inverted(ranges) : ranges
  }

  private repeated(part: Node): Node {
    const bounds = this.bounds()
    if (!bounds) return part
    if (part.kind === 'edge') throw this.mistake('an edge can not be repeated')
    const repeated: Node = { kind: 'repeat', part, ...bounds, lazy: this.takes('?') }
    if (this.bounds()) throw this.mistake('two repetitions follow each other')
    return repeated
  }

  private bounds(): { least: number; most: number | undefined } | undefined {
    if (this.takes('*')) return { least: 0, most: undefined }
    if (this.takes('+')) return { least: 1, most: undefined }
    if (this.takes('?')) return { least: 0, most: 1 }
    const [all, least = '', comma, most = ''] = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(this.rest()) ?? []
    if (all === undefined) return undefined
    this.position += all.length
    const from = Number(least)
    const to = comma === undefined ? from : most === '' ? undefined : Number(most.replace(',', ''))
    if (from > mostRepeats || (to ?? 0) > mostRepeats)
      throw this.mistake(`at most ${mostRepeats} repetitions are counted`)
    if (to !== undefined && to < from) throw this.mistake('a repetition counts from the lower to the higher')
    return { least: from, most: to }
  }

  private rest(): string {
    return this.points.slice(this.position, this.position + 12).join('')
  }

  private peek(): string {
    return this.points[this.position] ?? ''
  }

  private next(): string {
    return this.points[this.position++] ?? ''
  }

  private takes(point: string): boolean {
    if (this.peek() !== point) return false
    this.position += 1
    return true
  }
}

const set = (one: CharacterSet): Node => ({ kind: 'set', set: one })

function literal(point: string): Node {
  const code = point.codePointAt(0)!
  return set({ ranges: [[code, code]], not: false })
}
