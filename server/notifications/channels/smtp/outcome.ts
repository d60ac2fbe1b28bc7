import { OutboundRefused, OutboundTimeout } from '../../../kernel/outbound/index.ts'
import type { Failure } from '../../types.ts'
import type { Outcome } from '../channel.ts'

/** What the mail library throws: `code` says where it failed, `response` what the server answered. */
interface MailError extends Error {
  code?: string
  response?: string
  responseCode?: number
}

/** What an error of the mail server means (wire B11): an enhanced code X.Y.Z beats the basic one, 4 passes, 5 stays. */
export function outcomeOfMailError(error: MailError): Outcome {
  if (error instanceof OutboundRefused) return { kind: 'refused', reason: 'address_not_allowed', detail: error.message }
  if (error instanceof OutboundTimeout || error.name === 'AbortError' || error.code === 'ETIMEDOUT') {
    return { kind: 'retry', reason: 'timeout', detail: error.message }
  }
  const response = (error.response ?? '').trim()
  const code = error.responseCode ?? Number(/^\d{3}/.exec(response)?.[0] ?? 0)
  const enhanced = /^\d{3}[ -](([245])\.\d{1,3}\.\d{1,3})\b/.exec(response)
  const kind = enhanced?.[2] ?? String(code)[0]
  const detail = response || error.message
  // Without encryption nothing was said about the address, whatever code the server gave.
  if ((error.code === 'ETLS' && kind !== '4') || isCertificateProblem(error))
    return { kind: 'refused', reason: 'encryption_refused', detail }
  if (kind === '5') return { kind: 'refused', reason: refusal(enhanced?.[1], code, error.code), detail }
  if (kind === '4') return { kind: 'retry', reason: 'server_error', detail }
  return { kind: 'retry', reason: 'network', detail }
}

/** The library keeps only the words of a certificate that was not accepted: unknown, expired, of another name. */
function isCertificateProblem(error: MailError): boolean {
  return error.response === undefined && /certificate/i.test(error.message)
}

/** Whose fault it is decides what happens to the contact: only an unknown address counts against it. */
function refusal(enhanced: string | undefined, code: number, stage: string | undefined): Failure {
  if (stage === 'EAUTH' || code === 530 || code === 534 || code === 535) return 'sign_in_refused'
  if (enhanced !== undefined) {
    if (/^5\.1\.([1236]|10)$/.test(enhanced) || enhanced === '5.2.1') return 'address_unknown'
    if (/^5\.1\.[78]$/.test(enhanced)) return 'sender_refused'
    if (enhanced.startsWith('5.2.') || enhanced.startsWith('5.7.')) return 'mailbox_refused'
  }
  if (enhanced === undefined && (code === 550 || code === 551 || code === 553)) return 'address_unknown'
  return 'refused'
}
