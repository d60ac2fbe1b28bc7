import type { z } from 'zod'
import { boundWords, isStandard, typeWords } from '../kernel/issue-words.ts'
import { didYouMean } from './nearest.ts'
import type { Finding, Path } from './types.ts'

/** What is wrong with the form of a file, in words. `value` is what was read, `schema` what was expected. */
export function findings(error: z.core.$ZodError, value: unknown, schema: z.core.$ZodType): Finding[] {
  return error.issues.flatMap((issue) => finding(issue, value, schema))
}

function finding(issue: z.core.$ZodIssue, value: unknown, schema: z.core.$ZodType): Finding[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  if (issue.code === 'unrecognized_keys') {
    const known = namesAt(schema, path)
    return issue.keys.map((key) => ({
      path: [...path, key],
      message: `"${key}" is not known here.${didYouMean(key, known)}`,
      atKey: true,
    }))
  }
  const message = messageOf(issue, valueAt(value, path), String(path.at(-1) ?? 'the file'))
  return [{ path, message }]
}

/** The value as the file shows it, briefly. */
const shown = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 100)

function messageOf(issue: z.core.$ZodIssue, value: unknown, name: string): string {
  // Our own schemas speak for themselves; only the library's standard sentences are put into words.
  if (!isStandard(issue)) return issue.message
  if (value === undefined) return `"${name}" is missing.`
  if (issue.code === 'invalid_type') return `"${name}" must be ${typeWords(issue.expected)}.`
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String)
    return `"${shown(value)}" is not one of ${values.join(', ')}.${didYouMean(shown(value), values)}`
  }
  const bound = boundWords(issue)
  if (bound !== undefined) return `"${name}" ${bound}.`
  if (issue.code === 'invalid_format' && issue.format === 'email') return `"${shown(value)}" is not an e-mail address.`
  if (issue.code === 'invalid_format' && issue.format === 'uuid') return `"${shown(value)}" is not a UUID.`
  return `"${name}" does not have an allowed form.`
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | null)?.[step], value)
}

/** The names that may stand at a place of the schema. */
function namesAt(schema: z.core.$ZodType, path: Path): string[] {
  let inner = unwrap(schema)
  for (const step of path) inner = unwrap(stepInto(inner, step))
  const shape = (inner?._zod.def as { shape?: object } | undefined)?.shape
  return shape ? Object.keys(shape) : []
}

type Definition = {
  innerType?: z.core.$ZodType
  in?: z.core.$ZodType
  element?: z.core.$ZodType
  valueType?: z.core.$ZodType
  shape?: Record<string, z.core.$ZodType>
}

const definitionOf = (schema: z.core.$ZodType) => schema._zod.def as Definition

function stepInto(schema: z.core.$ZodType | undefined, step: string | number): z.core.$ZodType | undefined {
  if (!schema) return undefined
  const { element, shape, valueType } = definitionOf(schema)
  return element ?? shape?.[step] ?? valueType
}

/** Optional, default and the like stand around what we look for. */
function unwrap(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  let inner = schema
  while (inner) {
    const { innerType, in: input } = definitionOf(inner)
    if (!innerType && !input) return inner
    inner = innerType ?? input
  }
  return undefined
}
