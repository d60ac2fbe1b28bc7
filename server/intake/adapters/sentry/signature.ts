import type { IntakeRequest, Refusal } from '../adapter.ts'
import { verifyHmac } from '../secret.ts'

/** The HMAC of the body as it came, under the client secret. Older Sentries call the header Sentry-App-Signature. */
export function unlessSignedBy({ headers, body }: IntakeRequest, secret: string): Refusal | undefined {
  return verifyHmac(headers['sentry-hook-signature'] ?? headers['sentry-app-signature'], [body], secret)
}
