import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import type { ErrorCode } from '../../../contract/errors.ts'
import { errorByCode } from '../../../contract/errors.ts'
import { isAway } from '../db/away.ts'
import { Fault } from '../fault.ts'
import { issueWords } from '../issue-words.ts'
import type { ApiEnv } from './env.ts'

/** The one place where an error becomes an answer: application/problem+json (RFC 9457) with our documented code. */
export function answerError(error: unknown, context: Context<ApiEnv>): Response {
  const fault = asFault(error)
  const log = context.get('log')
  if (fault.code === 'internal') log?.error({ error: (error as Error).stack ?? String(error) }, 'a request failed')
  const requestId = context.get('requestId')
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' }
  if (fault.status === 429 || fault.status === 503) headers['retry-after'] = '5'
  // The rest of the body is not read: whoever used this connection again would find it closed.
  if (fault.code === 'too_large') headers['connection'] = 'close'
  return context.body(JSON.stringify(problemDocument(fault, requestId)), fault.status as ContentfulStatusCode, headers)
}

export function problemDocument(fault: Fault, requestId?: string): object {
  return {
    type: `/docs/errors#${fault.code}`,
    title: errorByCode[fault.code].title,
    status: fault.status,
    code: fault.code,
    detail: fault.detail,
    ...(fault.problems.length > 0 && { problems: fault.problems }),
    ...(requestId !== undefined && { requestId }),
  }
}

function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  if (error instanceof HTTPException) return ofHttpException(error)
  if (isAway(error)) {
    return new Fault('overloaded', 'The database cannot be reached at the moment. Try again in a few seconds.')
  }
  if (isNulRefused(error)) {
    return new Fault(
      'invalid_request',
      'A text of the request holds the character NUL (\\u0000), which cannot be stored.',
    )
  }
  return new Fault('internal', 'Something went wrong inside Pikett. The request id leads to the log entry.')
}

/** PostgreSQL stores no NUL: 22021 in a text, 22P05 in JSON. */
function isNulRefused(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return code === '22021' || code === '22P05'
}

const codeByStatus: Record<number, ErrorCode> = {
  400: 'invalid_request',
  401: 'not_signed_in',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
}

const jsonWanted = 'Send JSON, with the header "Content-Type: application/json".'

function ofHttpException(error: HTTPException): Fault {
  if (error.status === 415) return new Fault('unsupported_media_type', jsonWanted)
  const malformed = /JSON/i.test(error.message)
  const code = malformed && error.status === 400 ? 'invalid_json' : (codeByStatus[error.status] ?? 'internal')
  return new Fault(code, error.message || errorByCode[code].title)
}

/** Every wrong field of a request, with its place. */
export function problemOfZod(error: z.core.$ZodError): Fault {
  const problems = error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issueWords(issue) }))
  const first = problems[0]
  const where = first?.path ? `${first.path}: ` : ''
  return new Fault(
    'invalid_request',
    `${where}${first?.message ?? 'the request does not have the expected form'}`,
    problems,
  )
}
