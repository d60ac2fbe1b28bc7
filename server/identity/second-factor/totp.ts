import { createHmac, randomBytes } from 'node:crypto'
import { sameText } from '../../kernel/secrets.ts'

/** Codes of authenticator apps (RFC 6238) as all apps know them: SHA-1, six digits, a new one every half minute. */
const stepSeconds = 30
const digits = 6

/** A phone's clock may be half a minute off either way. */
const toleratedSteps = 1

export const newSecret = (): Buffer => randomBytes(20)

export function codeAt(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = digest[digest.length - 1]! & 0xf
  const number = digest.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

export const stepAt = (at: Temporal.Instant): number => Math.floor(at.epochMilliseconds / 1_000 / stepSeconds)

/** The step whose code this is, if it is later than `lastStep`: a code that was taken, or an older one, is not taken again. */
export function stepOfCode(secret: Buffer, code: string, at: Temporal.Instant, lastStep: number): number | undefined {
  const now = stepAt(at)
  for (let step = now - toleratedSteps; step <= now + toleratedSteps; step += 1) {
    if (sameText(codeAt(secret, step), code)) return step > lastStep ? step : undefined
  }
  return undefined
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** As a person types it (RFC 4648, without padding). */
export function base32(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((part) => letters[Number.parseInt(part.padEnd(5, '0'), 2)]).join('')
}

/** What the picture says that the app takes. */
export function enrolmentUrl(secret: Buffer, account: string, organization: string): string {
  const issuer = `Pikett ${organization}`
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?${new URLSearchParams({ secret: base32(secret), issuer }).toString().replaceAll('+', '%20')}`
}
