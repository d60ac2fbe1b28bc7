import { Fault } from '../kernel/fault.ts'
import type { Reply } from './types.ts'

/** A request that is refused: thrown where it is noticed, answered in Opsgenie's form. `errors` names fields. */
export class Refusal extends Error {
  readonly status: number
  readonly errors: Record<string, string> | undefined

  constructor(status: number, message: string, errors?: Record<string, string>) {
    super(message)
    this.status = status
    this.errors = errors
  }
}

/** A field that cannot be used (422). */
export function wrongField(name: string, message: string): Refusal {
  return new Refusal(422, message, { [name]: message })
}

/** The answer to what was thrown; undefined for a defect of ours. */
export function replyTo(error: unknown): Reply | undefined {
  if (error instanceof Refusal) {
    const { status, message, errors } = error
    return { status, body: { message, ...(errors && { errors }) } }
  }
  if (!(error instanceof Fault) || error.code === 'internal') return undefined
  const errors = Object.fromEntries(error.problems.map(({ path, message }) => [path, message]))
  // Opsgenie calls what cannot be processed 422; a 400 is left for bodies that cannot be read.
  const status = error.status === 400 ? 422 : error.status
  return { status, body: { message: error.detail, ...(error.problems.length > 0 && { errors }) } }
}
