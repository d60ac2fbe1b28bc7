import { celEnv, isCelError, parse, plan, type CelInput } from '@bufbuild/cel'
import { strings } from '@bufbuild/cel/ext'
import {
  countArguments,
  countedElement,
  countedRange,
  countingFunctions,
  openBudget,
  type Expression,
} from './expression-budget.ts'
import { cut } from './text.ts'

type Program = (bindings: Record<string, CelInput>) => unknown
/** `names` are those that must be given from outside. */
export type Compiled = { ok: true; program: Program; names: readonly string[] } | { ok: false; message: string }
export type Evaluated = { ok: true; value: unknown } | { ok: false; message: string }

/** How large an expression may be: its parts, and how deep they and its loops stand in each other. */
const mostParts = 400
const deepest = 40
const deepestLoop = 2

/** The functions of CEL, those of its text extension, and ours that count what they cost. */
const environment = celEnv({ funcs: [...strings, ...countingFunctions] })

/** Reads an expression; what is wrong with one is said in English, with its place. */
export function compileExpression(text: string): Compiled {
  try {
    const parsed = parse(text)
    const names = limit(parsed.expr)
    return { ok: true, program: plan(environment, parsed) as Program, names: [...names] }
  } catch (error) {
    return { ok: false, message: said(error) }
  }
}

/** Never throws: what goes wrong is told. */
export function evaluateExpression(compiled: Compiled, bindings: Record<string, CelInput>): Evaluated {
  if (!compiled.ok) return compiled
  openBudget()
  try {
    const value = compiled.program(bindings)
    return isCelError(value) ? { ok: false, message: said(value) } : { ok: true, value }
  } catch (error) {
    return { ok: false, message: said(error) }
  }
}

function said(error: unknown): string {
  const message = placed(error instanceof Error ? error.message : '')
  return cut(message === '' ? 'the condition cannot be evaluated' : message, 500)
}

/**
 * Throws for an expression that is too large or loops too deep, and puts a guard around what loops walk through. Returns the
 * names that it takes from outside.
 */
function limit(root: Expression): Set<string> {
  let parts = 0
  const names = new Set<string>()
  const walk = (node: Expression | undefined, depth: number, own: readonly string[]): void => {
    if (node === undefined) return
    parts += 1
    if (parts > mostParts || depth > deepest) throw new Error('the expression is too large')
    const { exprKind } = node
    if (exprKind.case === 'identExpr' && !own.includes(exprKind.value.name)) names.add(exprKind.value.name)
    if (exprKind.case === 'comprehensionExpr') {
      const { iterRange, accuInit, loopCondition, loopStep, result, iterVar, accuVar } = exprKind.value
      // A loop brings two names of its own.
      if (own.length >= 2 * deepestLoop) throw new Error(`loops stand in each other at most ${deepestLoop} deep`)
      walk(iterRange, depth + 1, own)
      const within = [...own, iterVar, accuVar]
      for (const inner of [accuInit, loopCondition, loopStep, result]) walk(inner, depth + 1, within)
      exprKind.value.iterRange = countedRange(iterRange!)
      return
    }
    for (const inner of partsOf(node)) walk(inner, depth + 1, own)
    if (exprKind.case === 'callExpr') countArguments(exprKind)
    if (exprKind.case === 'listExpr') exprKind.value.elements = exprKind.value.elements.map(countedElement)
  }
  walk(root, 0, [])
  return names
}

function partsOf({ exprKind }: Expression): (Expression | undefined)[] {
  switch (exprKind.case) {
    case 'callExpr':
      return [exprKind.value.target, ...exprKind.value.args]
    case 'selectExpr':
      return [exprKind.value.operand]
    case 'listExpr':
      return exprKind.value.elements
    case 'structExpr':
      return exprKind.value.entries.flatMap(({ keyKind, value }) =>
        keyKind.case === 'mapKey' ? [keyKind.value, value] : [value],
      )
    default:
      return []
  }
}

/** The library names the place in its own way: `<input>:1:10: found = …`. */
function placed(message: string): string {
  return message.replace(/^<input>:(\d+):(\d+): /, 'this is not CEL, line $1, column $2: ')
}
