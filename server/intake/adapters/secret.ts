import { createHmac, timingSafeEqual } from 'node:crypto'
import { problemResponse, refusal, type IntakeRequest, type Refusal } from './adapter.ts'

/** Where senders that cannot sign put the secret of their source, unless they send `Authorization`. */
const secretHeaderName = 'x-pikett-secret'

/** What a request is refused with that does not prove the secret of its source; `undefined` when it may be read. */
export function verifyHeader({ credentials = [] }: IntakeRequest, secret: string): Refusal | undefined {
  if (credentials.some((credential) => sameBytes(Buffer.from(credential), Buffer.from(secret)))) return undefined
  return credentials.length === 0
    ? unproved(
        'wrong_secret',
        `the secret is missing: send it as "Authorization: Bearer ..." or "X-Pikett-Secret: ..."`,
      )
    : unproved('wrong_secret', 'the secret in the headers is not that of this source')
}

/** Compares a signature (hexadecimal) with the HMAC-SHA256 of the message under the secret. */
export function verifyHmac(
  signature: string | undefined,
  message: readonly (Uint8Array | string)[],
  secret: string,
): Refusal | undefined {
  if (signature === undefined) return unproved('wrong_signature', 'the signature is missing')
  const hmac = createHmac('sha256', secret)
  for (const part of message) hmac.update(part)
  // Decoding stops at what is no digit; the length then differs.
  const given = Buffer.from(signature.trim(), 'hex')
  if (sameBytes(given, hmac.digest())) return undefined
  return unproved('wrong_signature', 'the signature does not fit the body and the secret of this source')
}

/** The refusal of a request whose sender could not prove who it is. */
export function unproved(reason: 'wrong_secret' | 'wrong_signature', detail: string): Refusal {
  return refusal(reason, detail, problemResponse(401, detail))
}

/**
 * The secrets that these headers hold, whatever way the sender has to send one: the password of `Basic` (or its user name),
 * the token of `Bearer` or of any other scheme, and `X-Pikett-Secret`.
 */
export function credentialsOf(headers: Readonly<Record<string, string | string[] | undefined>>): string[] {
  const own = headers[secretHeaderName]
  const found = own === undefined ? [] : [own].flat()
  const { authorization } = headers
  const [, scheme = '', token = ''] = /^(\S+)\s+(\S.*)$/.exec([authorization].flat()[0]?.trim() ?? '') ?? []
  if (scheme.toLowerCase() !== 'basic') return token === '' ? found : [...found, token]
  const [user = '', ...password] = Buffer.from(token, 'base64').toString('utf8').split(':')
  return [...found, user, password.join(':')].filter((text) => text !== '')
}

function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
