import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a sealed value is for. Each purpose has a key of its own, so that a value cannot be moved to another place. */
export type Purpose =
  | 'integration-key'
  | 'source-secret'
  | 'ping-key'
  | 'webhook-secret'
  | 'provider'
  | 'content'
  | 'action-link'
  | 'login'
  | 'passkey'
  | 'second-factor'
  | 'audit-chain'
  | 'push'
  | 'revision'

export interface Secrets {
  /** Encrypts text (AES-256-GCM); the result is safe to store. */
  seal(purpose: Purpose, text: string): string
  /** Decrypts what `seal` made; throws when it was changed or sealed with another key. */
  open(purpose: Purpose, sealed: string): string
  /** A keyed digest (HMAC-SHA-256) in base64url: 43 characters. */
  sign(purpose: Purpose, text: string): string
  verify(purpose: Purpose, text: string, signature: string): boolean
  /** The key of a purpose in hexadecimal, for libraries that do their own cryptography. */
  derive(purpose: Purpose): string
  /** Changes when the master key does; kept in the database so that a node with another key refuses to start. */
  fingerprint: string
}

export function createSecrets(masterKeyHex: string): Secrets {
  const master = Buffer.from(masterKeyHex, 'hex')
  if (master.length !== 32) throw new Error('The master key must be 32 bytes (64 hexadecimal digits).')
  const keys = new Map<string, Buffer>()
  const keyFor = (purpose: string) => {
    const known = keys.get(purpose)
    if (known) return known
    const key = Buffer.from(hkdfSync('sha256', master, '', `pikett ${purpose}`, 32))
    keys.set(purpose, key)
    return key
  }
  const sign = (purpose: Purpose, text: string) =>
    createHmac('sha256', keyFor(purpose)).update(text).digest('base64url')
  return {
    seal: (purpose, text) => sealWith(keyFor(purpose), text),
    open: (purpose, sealed) => openWith(keyFor(purpose), sealed),
    sign,
    verify: (purpose, text, signature) => sameText(sign(purpose, text), signature),
    derive: (purpose) => keyFor(purpose).toString('hex'),
    fingerprint: createHash('sha256').update(keyFor('fingerprint')).digest('hex').slice(0, 32),
  }
}

function sealWith(key: Buffer, text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
}

function openWith(key: Buffer, sealed: string): string {
  if (!sealed.startsWith('v1.')) throw new Error('This value was not sealed by Pikett.')
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

/** Compares two texts in a time that does not tell where they differ. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

/** SHA-256 of a token: what is stored instead of it, and how it is looked up. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** A random token of letters and digits; 32 of them carry 190 bits. */
export function randomToken(length = 32): string {
  let token = ''
  while (token.length < length) {
    // 248 is the largest multiple of 62 below 256: higher bytes would favour the first letters.
    for (const byte of randomBytes(length)) if (byte < 248 && token.length < length) token += alphabet[byte % 62]
  }
  return token
}

/**
 * The master key of a data directory, readable by its owner only. Made at the first start of an installation (`make`);
 * `undefined` when there is none and none may be made, because the database already knows another one.
 */
export async function masterKeyOf(dataDir: string, { make }: { make: boolean }): Promise<string | undefined> {
  const folder = join(dataDir, 'secrets')
  const file = join(folder, 'master.key')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    if (make) await writeFile(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 })
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return (await readFile(file, 'utf8')).trim()
    if (code === 'ENOENT') return undefined
    throw error
  }
}
