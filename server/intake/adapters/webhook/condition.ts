import { celEnv, isCelError, parse, plan, type CelInput } from '@bufbuild/cel'
import { strings } from '@bufbuild/cel/ext'
import { cut } from '../text.ts'
import { remembered, type Scope } from './scope.ts'

type Program = (bindings: Record<string, CelInput>) => unknown
type Compiled = { ok: true; program: Program } | { ok: false; message: string }
export type Verdict = { holds: boolean; failure?: string }

const environment = celEnv({ funcs: strings })
const compiledByText = new Map<string, Compiled>()

/** What is wrong with a condition, in English and with its place, or `undefined`. */
export function conditionProblem(text: string): string | undefined {
  const compiled = remembered(compiledByText, text, compile)
  return compiled.ok ? undefined : compiled.message
}

/**
 * Whether a CEL condition holds for an event. One that cannot be evaluated, or gives something else than true or false, is
 * false, and says why: nobody sits there to handle an error, and a guess would page or silence at random.
 */
export function evaluate(text: string, scope: Scope): Verdict {
  const compiled = remembered(compiledByText, text, compile)
  if (!compiled.ok) return { holds: false, failure: compiled.message }
  try {
    // Everything in the scope is plain JSON, which the evaluator takes as it is.
    const result = compiled.program(scope as unknown as Record<string, CelInput>)
    if (isCelError(result)) return { holds: false, failure: said(result) }
    if (typeof result === 'boolean') return { holds: result }
    return { holds: false, failure: 'the condition is neither true nor false' }
  } catch (error) {
    return { holds: false, failure: said(error) }
  }
}

function compile(text: string): Compiled {
  try {
    return { ok: true, program: plan(environment, parse(text)) as Program }
  } catch (error) {
    return { ok: false, message: said(error) }
  }
}

function said(error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  return cut(message === '' ? 'the condition cannot be evaluated' : message, 500)
}
