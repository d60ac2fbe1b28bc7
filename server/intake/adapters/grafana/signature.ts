import type { IntakeRequest, Refusal } from '../adapter.ts'
import { unproved, verifyHeader, verifyHmac } from '../secret.ts'

/** Signatures that are older, or from the future, are repetitions of somebody who listened. */
const maxAgeSeconds = 300

/**
 * Grafana's HMAC of newer versions (wire A04): over the body, and over the time before it when the contact point sends one
 * in the header that our guide names. A contact point without signature sends the secret as its credentials.
 */
export function unlessSigned(request: IntakeRequest, secret: string): Refusal | undefined {
  const { headers, body, receivedAt } = request
  const signature = headers['x-grafana-alerting-signature']
  if (signature === undefined) return verifyHeader(request, secret)
  const time = headers['x-grafana-alerting-timestamp']
  if (time === undefined) return verifyHmac(signature, [body], secret)
  const age = Math.abs(receivedAt.epochMilliseconds / 1_000 - Number(time))
  if (!(age <= maxAgeSeconds))
    return unproved('wrong_signature', 'the time of the signature is more than five minutes away')
  return verifyHmac(signature, [`${time}:`, body], secret)
}
