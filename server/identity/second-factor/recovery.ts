import { randomInt } from 'node:crypto'
import type { Secrets } from '../../kernel/secrets.ts'

const count = 10

/** Without letters and digits that look alike on paper: 39 bits, and tries are counted. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

const newPart = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')

export const newRecoveryCodes = (): string[] => Array.from({ length: count }, () => `${newPart()}-${newPart()}`)

/** Keyed, so that whoever reads the database cannot try them; as people type it, in any case and with any spaces. */
export function recoveryHash(secrets: Secrets, userId: string, code: string): Buffer {
  const plain = code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return Buffer.from(secrets.sign('second-factor', `recovery ${userId} ${plain}`), 'base64url')
}
