import type { IncomingHttpHeaders } from 'node:http'
import { OutboundRefused, OutboundTimeout } from '../../../kernel/outbound/index.ts'
import type { Outcome } from '../channel.ts'

/** Statuses after which the same request may succeed a moment later. */
const passing = new Set([408, 425, 429])

/**
 * What an answer means (wire A19): 2xx is taken; 410 ends the contact; 429, 408 and 5xx pass, with the wait that the other
 * side asks for; redirects are not followed and everything else will not change by itself.
 */
export function outcomeOfAnswer(
  answer: { status: number; headers: IncomingHttpHeaders; body: string },
  now: Temporal.Instant,
): Outcome {
  const { status, headers } = answer
  if (status >= 200 && status < 300) return { kind: 'sent' }
  const detail = `HTTP ${status}${answer.body.trim() === '' ? '' : `: ${answer.body.trim().slice(0, 300)}`}`
  if (status >= 500 || passing.has(status)) {
    const afterSeconds = secondsToWait(headers['retry-after'], now)
    const reason = status === 429 ? 'throttled' : 'server_error'
    return { kind: 'retry', reason, detail, ...(afterSeconds !== undefined && { afterSeconds }) }
  }
  if (status === 410) return { kind: 'refused', reason: 'endpoint_gone', detail }
  return { kind: 'refused', reason: status >= 300 && status < 400 ? 'redirected' : 'refused', detail }
}

/** Retry-After as seconds or as a date; undefined when it is absent, past or not understood. */
function secondsToWait(header: string | undefined, now: Temporal.Instant): number | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header)
  const at = Date.parse(header)
  const seconds = (at - now.epochMilliseconds) / 1_000
  return Number.isNaN(at) || seconds <= 0 ? undefined : seconds
}

/** No answer came. */
export function outcomeOfError(error: NodeJS.ErrnoException): Outcome {
  if (error instanceof OutboundRefused) return { kind: 'refused', reason: 'address_not_allowed', detail: error.message }
  if (error instanceof OutboundTimeout) return { kind: 'retry', reason: 'timeout', detail: error.message }
  return { kind: 'retry', reason: 'network', detail: error.code ?? error.message }
}
