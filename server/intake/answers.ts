import type { IntakeReason } from '../../contract/intake/reason.ts'
import type { Adapter, IntakeResponse } from './adapters/adapter.ts'
import { problemResponse } from './adapters/adapter.ts'
import type { BodyProblem } from './body.ts'
import { retryAfterSeconds } from './limits.ts'

/**
 * An answer that every sender can read whose own words we have none for: PagerDuty's clients show `errors`, ours `detail`.
 */
function plainAnswer(status: number, message: string, headers: Record<string, string> = {}): IntakeResponse {
  return problemResponse(status, message, headers)
}

/** The events could not be stored although the database works; the log has the reason. */
export const failedAnswer = () => plainAnswer(500, 'Pikett could not store this event. Its log says why.')

/** The connection is of no use after a body that was not read to its end. */
const close = { connection: 'close' }

interface BodyAnswer {
  response: IntakeResponse
  /** Why the request is kept as refused; absent when it is not (overload). */
  kept?: { reason: IntakeReason; detail: string }
}

/** What the sender is told of a body that could not be read, and what is noted about it. */
export function answerBodyProblem(adapter: Adapter, path: string, problem: BodyProblem): BodyAnswer {
  const plain = (status: number, reason: IntakeReason, detail: string, headers: Record<string, string> = {}) => ({
    response: plainAnswer(status, detail, headers),
    kept: { reason, detail },
  })
  switch (problem) {
    case 'no_room':
      return { response: adapter.overload(path, retryAfterSeconds) }
    case 'too_large': {
      const response = adapter.tooLarge(path)
      const detail = `the body is larger than ${adapter.maxBodyBytes} bytes`
      return {
        response: { ...response, headers: { ...response.headers, ...close } },
        kept: { reason: 'too_large', detail },
      }
    }
    case 'too_slow':
      return plain(408, 'incomplete_body', 'the body did not arrive in time', close)
    case 'aborted':
      return plain(400, 'incomplete_body', 'the connection ended before the body did', close)
    case 'unsupported_encoding':
      return plain(415, 'unsupported_encoding', 'bodies may be compressed with gzip or deflate', {
        'accept-encoding': 'gzip, deflate',
      })
    case 'broken_encoding':
      return plain(400, 'broken_encoding', 'the compressed body cannot be unpacked')
  }
}
