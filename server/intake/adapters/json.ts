import type { IntakeReason } from '../../../contract/intake/reason.ts'

export type JsonObject = Record<string, unknown>
export type JsonProblem = { reason: IntakeReason; detail: string }
export type JsonResult = { ok: true; value: unknown } | { ok: false; problem: JsonProblem }

/** Deeper nesting is refused: recursive readers (ours, PostgreSQL's, the console's) must not run out of stack. */
const maxJsonDepth = 64

/** Bytes that are not UTF-8 become U+FFFD: an alert with a broken umlaut from an old script is better than none. */
const utf8 = new TextDecoder('utf-8')

/** The text of a body without byte order mark, well-formed. */
export function bodyText(body: Uint8Array | string): string {
  const text = typeof body === 'string' ? body.replace(/^\uFEFF/, '') : utf8.decode(body)
  return text.toWellFormed()
}

/**
 * Reads untrusted JSON into plain data that can be stored. Refuses NUL characters (PostgreSQL cannot hold them) and deep
 * nesting; lone surrogates become U+FFFD; a member named `__proto__` is left out; of members with the same name the last
 * one counts; integers that a double cannot hold become their text, so that two long ids never melt into one.
 */
export function readJson(body: Uint8Array | string): JsonResult {
  const text = bodyText(body)
  if (text.trim() === '') return failure('empty_body', 'the body is empty')
  if (text.includes('\0')) return failure('nul_character', 'the body contains a NUL character (U+0000)')
  if (opensMoreThan(text, maxJsonDepth) && isDeeperThan(text, maxJsonDepth)) {
    return failure('too_deep', `the body is nested deeper than ${maxJsonDepth} levels`)
  }
  try {
    return clean(text)
  } catch (error) {
    return failure('broken_json', `the body is not valid JSON: ${positionOf(error)}`)
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Only texts with one of these can hold something that has to be cleaned; all others take the fast way. */
const suspicious = /\\u0000|\\u[dD][89a-fA-F]|\\u005[fF]|__proto__/
const longNumber = /[[:,\s]-?\d{16,}/

function clean(text: string): JsonResult {
  const value: unknown = longNumber.test(text) ? JSON.parse(text, keepLongIntegers) : JSON.parse(text)
  if (!suspicious.test(text)) return { ok: true, value }
  const nul = { path: '' }
  const cleaned = cleanValue(value, '', nul)
  if (nul.path !== '') {
    return failure('nul_character', `the body contains a NUL character (U+0000) at ${nul.path}`)
  }
  return { ok: true, value: cleaned }
}

/** `context.source` is the text as it stood in the body. */
function keepLongIntegers(_name: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  return context?.source !== undefined && /^-?\d+$/.test(context.source) ? context.source : value
}

function cleanValue(value: unknown, path: string, nul: { path: string }): unknown {
  if (typeof value === 'string') return cleanText(value, path, nul)
  if (Array.isArray(value)) return value.map((element, index) => cleanValue(element, `${path}[${index}]`, nul))
  if (!isObject(value)) return value
  const cleaned: JsonObject = {}
  for (const [name, member] of Object.entries(value)) {
    if (name === '__proto__') continue
    const at = path === '' ? name : `${path}.${name}`
    cleaned[cleanText(name, path === '' ? 'a member name' : `a member name of ${path}`, nul)] = cleanValue(
      member,
      at,
      nul,
    )
  }
  return cleaned
}

function cleanText(text: string, path: string, nul: { path: string }): string {
  if (nul.path === '' && text.includes('\0')) nul.path = path.replaceAll('\0', '').slice(0, 200) || 'the top'
  return text.toWellFormed()
}

/** Whether deep nesting is possible at all: most bodies have few brackets and need no closer look. */
function opensMoreThan(text: string, limit: number): boolean {
  let count = 0
  for (const bracket of '{[') {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) if (++count > limit) return true
  }
  return false
}

/** Counts brackets outside of strings; a linear look at the text, so that a million brackets cost nothing. */
function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === 0x5c) at++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      depth++
      if (depth > limit) return true
    } else if (code === 0x7d || code === 0x5d) depth--
  }
  return false
}

/** What the parser says without the excerpt that it quotes: the body may hold secrets. */
function positionOf(error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  return /at position \d+( \(line \d+ column \d+\))?/.exec(message)?.[0] ?? 'it ends too early or has a wrong character'
}

function failure(reason: IntakeReason, detail: string): JsonResult {
  return { ok: false, problem: { reason, detail } }
}
