import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('without settings Pikett listens on loopback and keeps its data beside itself', () => {
  expect(readConfig({}, false)).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    dataDir: './data',
    role: 'all',
    outboundAllow: [],
  })
})

test('every wrong setting is named at once', () => {
  const wrong = { PIKETT_PORT: '99999', PIKETT_ROLE: 'boss', PIKETT_DATABASE_URL: 'mysql://x' }
  expect(() => readConfig(wrong, false)).toThrow(
    /PIKETT_PORT[\s\S]*PIKETT_DATABASE_URL|PIKETT_DATABASE_URL[\s\S]*PIKETT_PORT/,
  )
  expect(() => readConfig(wrong, false)).toThrow(/PIKETT_ROLE/)
})

test('an empty variable is an absent one', () => {
  expect(readConfig({ PIKETT_DATABASE_URL: '', PIKETT_PORT: '' }, false).port).toBe(3000)
})

test('networks that may be reached are a list, and the public address loses its slash', () => {
  const config = readConfig(
    { PIKETT_OUTBOUND_ALLOW: '127.0.0.0/8, 10.0.0.0/8', PIKETT_PUBLIC_URL: 'https://pikett.example/' },
    false,
  )
  expect(config.outboundAllow).toEqual(['127.0.0.0/8', '10.0.0.0/8'])
  expect(config.publicUrl).toBe('https://pikett.example')
})

test('a database may have several servers; each of them must be an address', () => {
  const url = 'postgres://user:secret@one:5432,two:5432/pikett?target_session_attrs=read-write'
  expect(readConfig({ PIKETT_DATABASE_URL: url }, false).databaseUrl).toBe(url)
  expect(() => readConfig({ PIKETT_DATABASE_URL: 'postgres://one:5432,two:x/pikett' }, false)).toThrow(/DATABASE_URL/)
})

test.each([
  [{ PIKETT_ROLE: 'api' }, 'PIKETT_DATABASE_URL'],
  [{ PIKETT_ROLE: 'worker', PIKETT_DATABASE_URL: 'postgres://one/pikett' }, 'PIKETT_PUBLIC_URL'],
  [{ PIKETT_MIGRATE: 'off' }, 'PIKETT_MIGRATE'],
  [{ PIKETT_SECRET_KEY_FILE: '/does/not/exist' }, 'PIKETT_SECRET_KEY_FILE'],
])('settings that are right alone and wrong together are refused: %o', (env, named) => {
  expect(() => readConfig(env, false)).toThrow(named)
})

test('the master key may stand in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pikett-key-'))
  const file = join(folder, 'key')
  writeFileSync(file, `${'5e'.repeat(32)}\n`)
  expect(readConfig({ PIKETT_SECRET_KEY_FILE: file }, false).secretKey).toBe('5e'.repeat(32))
  writeFileSync(file, 'too short')
  expect(() => readConfig({ PIKETT_SECRET_KEY_FILE: file }, false)).toThrow('64 hexadecimal digits')
  rmSync(folder, { recursive: true })
})
