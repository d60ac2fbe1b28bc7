import type { Work } from '../../kernel/db/work.ts'
import { hashToken, randomToken } from '../../kernel/secrets.ts'
import { deleteTrustedDevices, insertTrustedDevice, isTrustedDevice } from '../store/second-factors.ts'

const trustedDays = 30

/** A cookie of its own per person, so that two people at one browser do not undo each other's trust. */
const nameOf = (userId: string, secure: boolean) => `${secure ? '__Secure-' : ''}pikett.device.${userId.slice(-12)}`

/** The browser shows what it got when its person said "trust this device"; it stands in for the code, never for the password. */
export async function isTrusted(
  work: Work,
  userId: string,
  { cookies, secure }: { cookies: string | undefined; secure: boolean },
): Promise<boolean> {
  const name = `${nameOf(userId, secure)}=`
  const token = cookies
    ?.split(/;\s*/)
    .find((one) => one.startsWith(name))
    ?.slice(name.length)
  if (!token) return false
  return isTrustedDevice(work.trx, { userId, tokenHash: hashToken(token), now: work.now })
}

/** Trusts a browser for 30 days; the value for Set-Cookie. */
export async function trustDevice(work: Work, userId: string, secure: boolean): Promise<string> {
  const token = randomToken()
  await deleteTrustedDevices(work.trx, userId, work.now)
  await insertTrustedDevice(work.trx, {
    orgId: work.orgId,
    id: work.id(),
    userId,
    tokenHash: hashToken(token),
    expiresAt: work.now.add({ hours: trustedDays * 24 }),
  })
  const where = `Path=/api/v1/session; Max-Age=${trustedDays * 86_400}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return `${nameOf(userId, secure)}=${token}; ${where}`
}
