import { wrongField } from '../refusal.ts'
import type { Operator, Query } from '../types.ts'
import { testOf } from './test-of.ts'

/** Longer or deeper questions are no work of people. */
const longest = 1_000
const deepest = 20

const everything: Query = { kind: 'all', parts: [] }

/**
 * Reads the common part of Opsgenie's search language: `status: open AND (tag: disk OR priority: P1) AND NOT alias: "a b"`,
 * comparisons of times and counts, `field: (a OR b)`, `*` in a value, and words without a field, which are looked for in the
 * message. AND binds closer than OR; words side by side mean AND. Throws 422 with the place of the mistake.
 */
export function parseQuery(text: string): Query {
  if (text.length > longest) throw wrongField('query', `The query is longer than ${longest} characters.`)
  const reader = new Reader(text)
  if (reader.atEnd()) return everything
  const query = anyOf(reader, 0)
  if (!reader.atEnd()) throw reader.mistake()
  return query
}

function anyOf(reader: Reader, depth: number): Query {
  const parts = [allOf(reader, depth)]
  while (reader.takes(/(?:OR\b|\|\|)/iy)) parts.push(allOf(reader, depth))
  return parts.length === 1 ? parts[0]! : { kind: 'any', parts }
}

function allOf(reader: Reader, depth: number): Query {
  const parts = [oneOf(reader, depth)]
  for (;;) {
    if (reader.takes(/(?:AND\b|&&)/iy)) parts.push(oneOf(reader, depth))
    else if (reader.atEnd() || reader.sees(/(?:OR\b|\|\||\))/iy)) break
    else parts.push(oneOf(reader, depth))
  }
  return parts.length === 1 ? parts[0]! : { kind: 'all', parts }
}

function oneOf(reader: Reader, depth: number): Query {
  if (depth > deepest) throw wrongField('query', `The query is nested deeper than ${deepest} levels.`)
  if (reader.takes(/(?:NOT\b|!(?!=))/iy)) return { kind: 'not', part: oneOf(reader, depth + 1) }
  if (reader.takes(/\(/y)) {
    const inner = anyOf(reader, depth + 1)
    if (!reader.takes(/\)/y)) throw reader.mistake()
    return inner
  }
  const field = reader.takes(/([a-z][\w.]*)\s*(!=|<=|>=|[:=<>])/iy)
  if (field === undefined && reader.sees(/(?:AND|OR)\b|&&|\|\|/iy)) throw reader.mistake()
  if (field === undefined) return testOf('message', '=', `*${reader.value()}*`)
  const [, name = '', sign = ''] = field
  const operator = (sign === ':' || sign === '!=' ? '=' : sign) as Operator
  const test = valuesOf(reader, name, operator)
  return sign === '!=' ? { kind: 'not', part: test } : test
}

/** One value, or several in brackets: `tag: (disk OR "file system")`. */
function valuesOf(reader: Reader, name: string, operator: Operator): Query {
  if (!reader.takes(/\(/y)) return testOf(name, operator, reader.value())
  const parts: Query[] = []
  let kind: 'all' | 'any' = 'any'
  do {
    if (reader.takes(/(?:AND\b|&&)/iy)) kind = 'all'
    else reader.takes(/(?:OR\b|\|\|)/iy)
    parts.push(testOf(name, operator, reader.value()))
  } while (!reader.takes(/\)/y))
  return { kind, parts }
}

class Reader {
  private readonly text: string
  private position = 0

  constructor(text: string) {
    this.text = text
    this.skip()
  }

  atEnd(): boolean {
    return this.position >= this.text.length
  }

  sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.position
    return pattern.test(this.text)
  }

  /** What a sticky pattern finds here, taken; undefined when it does not fit. */
  takes(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position
    const found = pattern.exec(this.text)
    if (found === null) return undefined
    this.position += found[0].length
    this.skip()
    return found
  }

  /** A word, or a text in quotes in which `\"` is a quote. */
  value(): string {
    const quoted = this.takes(/"((?:[^"\\]|\\.)*)"/y)
    if (quoted) return quoted[1]!.replaceAll(/\\(.)/g, '$1')
    const word = this.takes(/[^\s()"]+/y)
    if (!word) throw this.mistake()
    return word[0]
  }

  mistake(): Error {
    return wrongField('query', `The query can not be read from position ${this.position + 1} on.`)
  }

  private skip(): void {
    while (this.position < this.text.length && /\s/.test(this.text[this.position]!)) this.position += 1
  }
}
