import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSecrets, hashToken, masterKeyOf, randomToken, sameText } from './secrets.ts'

const secrets = createSecrets('00'.repeat(32))
const other = createSecrets('01'.repeat(32))

test('what is sealed opens again, and two seals of one text differ', () => {
  const sealed = secrets.seal('content', 'Geheimnis')
  expect(secrets.open('content', sealed)).toBe('Geheimnis')
  expect(secrets.seal('content', 'Geheimnis')).not.toBe(sealed)
})

test('a sealed value opens with its own key and purpose only, and not when a bit was changed', () => {
  const sealed = secrets.seal('content', 'Geheimnis')
  expect(() => other.open('content', sealed)).toThrow()
  expect(() => secrets.open('provider', sealed)).toThrow()
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  bytes[bytes.length - 1]! ^= 1
  expect(() => secrets.open('content', `v1.${bytes.toString('base64url')}`)).toThrow()
})

test('a signature holds for its text, purpose and key only', () => {
  const signature = secrets.sign('action-link', 'acknowledge 4711')
  expect(secrets.verify('action-link', 'acknowledge 4711', signature)).toBe(true)
  expect(secrets.verify('action-link', 'acknowledge 4712', signature)).toBe(false)
  expect(secrets.verify('content', 'acknowledge 4711', signature)).toBe(false)
  expect(other.verify('action-link', 'acknowledge 4711', signature)).toBe(false)
})

test('the fingerprint tells keys apart and gives none away', () => {
  expect(secrets.fingerprint).not.toBe(other.fingerprint)
  expect(secrets.fingerprint).not.toContain('00000000')
})

test('random tokens have the asked length, letters and digits only, and do not repeat', () => {
  const tokens = Array.from({ length: 200 }, () => randomToken(32))
  expect(new Set(tokens).size).toBe(200)
  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9]{32}$/)
  expect(hashToken('a')).toHaveLength(32)
  expect(sameText('a', 'ab')).toBe(false)
})

test('the master key is made once, readable by its owner only', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'pikett-key-'))
  try {
    expect(await masterKeyOf(dataDir, { make: false })).toBeUndefined()
    const [first, second] = await Promise.all([true, true].map((make) => masterKeyOf(dataDir, { make })))
    expect(await masterKeyOf(dataDir, { make: false })).toBe(first)
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(second).toBe(first)
    expect((await stat(join(dataDir, 'secrets/master.key'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(dataDir, 'secrets'))).mode & 0o777).toBe(0o700)
  } finally {
    await rm(dataDir, { recursive: true })
  }
})
