import type { CelInput } from '@bufbuild/cel'
import { compileExpression, evaluateExpression, type Compiled } from '../expression.ts'
import { remembered, type Scope } from './scope.ts'

export type Verdict = { holds: boolean; failure?: string }

const compiledByText = new Map<string, Compiled>()

/** What is wrong with a condition, in English and with its place, or `undefined`. */
export function conditionProblem(text: string): string | undefined {
  const compiled = remembered(compiledByText, text, compileExpression)
  return compiled.ok ? undefined : compiled.message
}

/** The same for an expression that sees these names only: `host` is a mistake where it is called `fields.host`. */
export function expressionProblem(text: string, known: readonly string[]): string | undefined {
  const compiled = remembered(compiledByText, text, compileExpression)
  if (!compiled.ok) return compiled.message
  const unknown = compiled.names.find((name) => !known.includes(name) && !types.includes(name))
  return unknown === undefined ? undefined : `there is nothing called "${unknown}" here; write ${known.join(', ')}`
}

/** Types are names as well: `type(raw.value) == int`. */
const types = 'bool bytes double duration int list map null_type string timestamp type uint'.split(' ')

/** The value of an expression, for whoever wants another one than true and false. */
export function valueOf(text: string, bindings: Record<string, CelInput>) {
  return evaluateExpression(remembered(compiledByText, text, compileExpression), bindings)
}

/** Everything in the scope of a webhook is plain JSON, which the evaluator takes as it is. */
export function evaluate(text: string, scope: Scope): Verdict {
  return evaluateIn(text, scope as unknown as Record<string, CelInput>)
}

/**
 * Whether a CEL condition holds. One that cannot be evaluated, or gives something else than true or false, is false, and says
 * why: nobody sits there to handle an error, and a guess would page or silence at random.
 */
export function evaluateIn(text: string, bindings: Record<string, CelInput>): Verdict {
  const result = valueOf(text, bindings)
  if (!result.ok) return { holds: false, failure: result.message }
  if (typeof result.value === 'boolean') return { holds: result.value }
  return { holds: false, failure: 'the condition is neither true nor false' }
}
