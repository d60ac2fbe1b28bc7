import mustache from 'mustache'
import { valueText } from '../fields.ts'
import { isObject } from '../json.ts'
import { cut } from '../text.ts'
import { remembered, valueAt, type Scope } from './scope.ts'

/** Longer results are cut; the longest use of one is a field. */
const maxLength = 8_000
/** Tags that one rendering may visit: nested sections over long lists would otherwise multiply without end. */
const maxSteps = 20_000

type Token = readonly [kind: string, value: string, start: number, end: number, children?: Token[]]
type Compiled = { ok: true; tokens: Token[] } | { ok: false; message: string }
type Budget = { steps: number; length: number }

const compiledByText = new Map<string, Compiled>()

/** What is wrong with a template, in English, or `undefined`. Values, sections and comments are allowed; nothing else. */
export function templateProblem(text: string): string | undefined {
  const compiled = remembered(compiledByText, text, compile)
  return compiled.ok ? undefined : compiled.message
}

/**
 * Renders a Mustache template over the data of one event. Nothing is escaped: the result is text, escaped where it is
 * shown. A template that cannot be read gives "".
 */
export function render(text: string, scope: Scope): string {
  const compiled = remembered(compiledByText, text, compile)
  if (!compiled.ok) return ''
  return cut(renderTokens(compiled.tokens, [scope.body], scope, { steps: maxSteps, length: maxLength }), maxLength)
}

/** The first name outside of sections that has no value, or `undefined` when all have one. */
export function unfilledName(text: string, scope: Scope): string | undefined {
  const compiled = remembered(compiledByText, text, compile)
  if (!compiled.ok) return undefined
  const missing = compiled.tokens.find(
    ([kind, value]) => (kind === 'name' || kind === '&') && textFor(lookUp([scope.body], scope, value)).trim() === '',
  )
  return missing?.[1]
}

function compile(text: string): Compiled {
  try {
    // The declared type lists fewer kinds of tokens than the parser makes.
    const tokens = mustache.parse(text) as unknown as Token[]
    // The library would keep every template for ever; we keep our own, and not without end.
    mustache.clearCache()
    const unknown = forbiddenTag(tokens)
    return unknown === undefined
      ? { ok: true, tokens }
      : {
          ok: false,
          message: `the tag {{${unknown}…}} is not available here; use {{name}}, {{#name}}, {{^name}} and {{/name}}`,
        }
  } catch (error) {
    const message = error instanceof Error ? error.message : 'the template cannot be read'
    return { ok: false, message: cut(message, 200) }
  }
}

const allowedKinds = ['text', 'name', '&', '#', '^', '!']

function forbiddenTag(tokens: readonly Token[]): string | undefined {
  for (const [kind, , , , children] of tokens) {
    if (!allowedKinds.includes(kind)) return kind
    const inner = children ? forbiddenTag(children) : undefined
    if (inner !== undefined) return inner
  }
  return undefined
}

function renderTokens(tokens: readonly Token[], stack: readonly unknown[], scope: Scope, budget: Budget): string {
  let result = ''
  for (const [kind, value, , , children] of tokens) {
    const piece =
      kind === 'text'
        ? value
        : kind === '#' || kind === '^'
          ? renderSection(kind, lookUp(stack, scope, value), children ?? [], stack, scope, budget)
          : textFor(lookUp(stack, scope, value))
    if (kind !== '#' && kind !== '^') budget.length -= piece.length
    result += piece
  }
  return result
}

function renderSection(
  kind: '#' | '^',
  value: unknown,
  children: readonly Token[],
  stack: readonly unknown[],
  scope: Scope,
  budget: Budget,
): string {
  const items = Array.isArray(value) ? value : isFilled(value) ? [value] : []
  if (kind === '^') return items.length === 0 ? renderTokens(children, stack, scope, budget) : ''
  let result = ''
  for (const item of items) {
    if (--budget.steps < 0 || budget.length < 0) return result
    result += renderTokens(children, [...stack, item], scope, budget)
  }
  return result
}

/** The innermost section that has the name wins, then the event, then `body`, `headers` and `query`. */
function lookUp(stack: readonly unknown[], scope: Scope, name: string): unknown {
  if (name === '.') return stack.at(-1)
  for (const context of stack.slice(1).toReversed()) {
    const value = isObject(context) ? valueAt({ body: context, headers: {}, query: {} }, name) : undefined
    if (value !== undefined) return value
  }
  return valueAt(scope, name)
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== '' && value !== 0
}

function textFor(value: unknown): string {
  return value === undefined || value === null ? '' : cut(valueText(value), maxLength)
}
