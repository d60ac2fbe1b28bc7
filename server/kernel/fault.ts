import type { ErrorCode } from '../../contract/errors.ts'
import { errorByCode } from '../../contract/errors.ts'

/** A problem that the caller can understand and mend. Everything else that is thrown is a defect and becomes a bare 500. */
export class Fault extends Error {
  readonly code: ErrorCode
  readonly status: number
  /** What happened and what to do, in English; the console has words of its own by code. */
  readonly detail: string
  readonly problems: FieldProblem[]

  constructor(code: ErrorCode, detail: string, problems: FieldProblem[] = []) {
    super(`${code}: ${detail}`)
    this.code = code
    this.status = errorByCode[code].status
    this.detail = detail
    this.problems = problems
  }
}

/** Where in the request something is wrong. `path` is dotted, such as `users.0.email`. */
export interface FieldProblem {
  path: string
  message: string
  /** Of the message, where it is not English. */
  language?: 'de'
}
