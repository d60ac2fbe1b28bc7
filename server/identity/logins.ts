import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { openPool } from '../kernel/db/connect.ts'
import type { DB } from '../kernel/db/types.ts'
import type { Client } from '../kernel/http/client.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Log } from '../kernel/log.ts'
import { beginSession } from './begin-session.ts'
import { findPasswordHash, updatePasswordHash, updateSeen } from './store/login-sessions.ts'

/** A session lasts 30 days and is renewed daily: who is called at night must not look for a password. */
const sessionSeconds = 30 * 86_400
const renewSeconds = 86_400
const resetSeconds = 3_600
const seenEverySeconds = 300

/** Carries the sender's network address to the sessions table; no request from outside can set it. */
const peerHeader = 'x-pikett-peer'

const passwordLength = { min: 8, max: 128 }

/** Passwords and sessions, kept by better-auth in tables of their own. It knows logins only, nothing of organizations. */
export interface Logins {
  /** The database of logins, for the attempts that are counted there. */
  readonly db: Kysely<DB>
  hash(password: string): Promise<string>
  /** Whether it is the password of this login. An unknown login takes as long as a wrong password. */
  check(loginId: string | undefined, password: string): Promise<boolean>
  /** Begins a session for somebody who has proven who they are; the cookies to send with the answer. */
  begin(loginId: string, client: Client): Promise<string[]>
  changePassword(loginId: string, password: string): Promise<void>
  /** Whose session the cookies of a request belong to; `cookies` renew it from time to time. */
  session(headers: Headers): Promise<{ loginId: string; id: string; cookies: string[] } | undefined>
  /** Ends the session of the request; the cookies to send with the answer. */
  signOut(headers: Headers): Promise<string[]>
  /** A token that lets its holder choose a new password within an hour, once. */
  createResetToken(loginId: string): Promise<string | undefined>
  /** Whose password was changed; undefined when the token was used, has expired or never was. Ends every session of the login. */
  resetPassword(token: string, password: string): Promise<string | undefined>
  stop(): Promise<void>
}

/** `databaseUrl` is the database's; the connections act as the role pikett_login, which reads logins and nothing else. */
export function createLogins(kernel: Kernel, databaseUrl: string): Logins {
  const db = connect(databaseUrl, kernel.log)
  const reset = new AsyncLocalStorage<ResetBox>()
  // Made on first use: only then the address is known under which people reach us.
  let made: ReturnType<typeof createAuth> | undefined
  const auth = () => (made ??= createAuth(kernel, db, (found) => Object.assign(reset.getStore() ?? {}, found)))
  const inBox = async (act: () => Promise<unknown>) => {
    const box: ResetBox = {}
    await reset.run(box, act)
    return box
  }
  return {
    db,
    hash: hashPassword,
    check: (loginId, password) => isPassword(db, loginId, password),
    async begin(loginId, client) {
      const begun = { body: { loginId }, headers: headersOf(client), returnHeaders: true } as const
      return (await auth().api.beginSession(begun)).headers.getSetCookie()
    },
    async changePassword(loginId, password) {
      await updatePasswordHash(db, loginId, await hashPassword(password), kernel.clock.now())
    },
    async session(headers) {
      const { headers: sent, response } = await auth().api.getSession({ headers, returnHeaders: true })
      if (!response) return undefined
      const { id, updatedAt } = response.session
      await noteSeen(kernel, db, id, updatedAt.valueOf())
      return { loginId: response.user.id, id, cookies: sent.getSetCookie() }
    },
    signOut: async (headers) => (await auth().api.signOut({ headers, returnHeaders: true })).headers.getSetCookie(),
    async createResetToken(loginId) {
      const body = { email: addressOf(loginId) }
      return (await inBox(() => auth().api.requestPasswordReset({ body }))).token
    },
    async resetPassword(token, newPassword) {
      const body = { token, newPassword }
      return (await inBox(() => unlessRefused(auth().api.resetPassword({ body })))).loginId
    },
    stop: () => db.destroy(),
  }
}

async function isPassword(db: Kysely<DB>, loginId: string | undefined, password: string): Promise<boolean> {
  const hash = loginId === undefined ? undefined : await findPasswordHash(db, loginId)
  if (hash !== undefined) return verifyPassword({ hash, password })
  await hashPassword(password)
  return false
}

/** The last use of a session is known to a few minutes: not every request writes. */
async function noteSeen(kernel: Kernel, db: Kysely<DB>, id: string, seenMs: number): Promise<void> {
  const now = kernel.clock.now()
  if (now.epochMilliseconds - seenMs > seenEverySeconds * 1_000) await updateSeen(db, id, now)
}

/** What the library tells while a password is being reset. */
interface ResetBox {
  token?: string
  loginId?: string
}

/** Logins have no address of their own (migration 0001); this one is made by create_login and never shown. */
const addressOf = (loginId: string) => `${loginId}@login.invalid`

const headersOf = (client: Client) =>
  new Headers({ [peerHeader]: client.address, ...(client.userAgent && { 'user-agent': client.userAgent }) })

function createAuth(kernel: Kernel, db: Kysely<DB>, onReset: (found: ResetBox) => void) {
  const publicUrl = kernel.publicUrl()
  return betterAuth({
    appName: 'Pikett',
    baseURL: publicUrl,
    basePath: '/api/v1/logins',
    secret: kernel.secrets.derive('login'),
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_, message) => kernel.log.error({ library: 'better-auth' }, message) },
    database: { db, type: 'postgres', transaction: true },
    user: { modelName: 'logins' },
    account: { modelName: 'loginAccounts' },
    verification: { modelName: 'loginVerifications', storeIdentifier: 'hashed' },
    session: { modelName: 'loginSessions', expiresIn: sessionSeconds, updateAge: renewSeconds },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: resetSeconds,
      sendResetPassword: async ({ token }) => onReset({ token }),
      onPasswordReset: async ({ user }) => onReset({ loginId: user.id }),
    },
    plugins: [beginSession],
    // Tries are counted by server/identity/attempts.ts, for all nodes together.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'pikett',
      useSecureCookies: publicUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [peerHeader] },
      database: { generateId: () => randomUUID() },
    },
  })
}

/** The answer, or undefined when the library refuses (4xx); a failure of ours is thrown on. */
async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    const status = (error as { statusCode?: unknown }).statusCode
    if (typeof status === 'number' && status >= 400 && status < 500) return undefined
    throw error
  }
}

/** The library computes with Date; everywhere else timestamptz is an Instant (kernel/db/values). */
const dateTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.TIMESTAMPTZ
      ? (text: string) => new Date(text)
      : pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig

function connect(url: string, log: Log): Kysely<DB> {
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool: openPool(url, 'pikett_login', log, { max: 5, types: dateTypes }) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}
