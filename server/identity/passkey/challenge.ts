import type { Secrets } from '../../kernel/secrets.ts'
import { randomToken } from '../../kernel/secrets.ts'

const validMinutes = 5

/**
 * What an authenticator is asked to sign: it bears its own end and our signature, so that asking writes nothing anywhere.
 * `purpose` ties it to signing in, or to one person who adds a passkey.
 */
export function makeChallenge(secrets: Secrets, purpose: string, now: Temporal.Instant): string {
  const body = `${randomToken(22)}.${now.add({ minutes: validMinutes }).epochMilliseconds}`
  return `${body}.${secrets.sign('passkey', `${purpose} ${body}`)}`
}

/** When a challenge of ours ends; undefined when it is not ours, is for something else, or has ended. */
export function challengeEnd(
  secrets: Secrets,
  purpose: string,
  challenge: string,
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  const [token, milliseconds, signature, ...rest] = Buffer.from(challenge, 'base64url').toString('utf8').split('.')
  if (!token || !milliseconds || !signature || rest.length > 0 || !/^\d{1,15}$/.test(milliseconds)) return undefined
  if (!secrets.verify('passkey', `${purpose} ${token}.${milliseconds}`, signature)) return undefined
  const end = Temporal.Instant.fromEpochMilliseconds(Number(milliseconds))
  return Temporal.Instant.compare(end, now) > 0 ? end : undefined
}
