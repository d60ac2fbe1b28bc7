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
