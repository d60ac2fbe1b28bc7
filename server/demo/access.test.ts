import { describe, expect, test } from 'vitest'
import { createSecrets } from '../kernel/secrets.ts'
import { demoPassword, isFromThisMachine, whyNoLogins } from './access.ts'

describe('known logins', () => {
  test.each(['127.0.0.1', '127.8.0.1', 'localhost', '::1'])('are made when only this machine reaches %s', (host) => {
    expect(whyNoLogins({ host })).toBeUndefined()
    expect(whyNoLogins({ host, publicUrl: 'http://localhost:3000' })).toBeUndefined()
  })

  test.each(['0.0.0.0', '::', '192.168.1.4', 'pikett.example', '127.0.0.1.example', '10.127.0.0.1'])(
    'are not made on %s, and the reason names it',
    (host) => {
      expect(whyNoLogins({ host })).toEqual({ reason: 'host', value: host })
    },
  )

  test('are not made behind a proxy that brings people from elsewhere', () => {
    expect(whyNoLogins({ host: '127.0.0.1', publicUrl: 'https://pikett.example' })).toEqual({
      reason: 'publicUrl',
      value: 'https://pikett.example',
    })
  })

  test('have a password of their own in every installation, the same at every start', () => {
    const password = demoPassword(createSecrets('11'.repeat(32)))
    expect(password).toMatch(/^[A-Za-z0-9]{20}$/)
    expect(demoPassword(createSecrets('11'.repeat(32)))).toBe(password)
    expect(demoPassword(createSecrets('12'.repeat(32)))).not.toBe(password)
  })
})

describe('a visit', () => {
  const visit = { peer: '127.0.0.1', host: 'localhost:3000', forwarded: false }

  test('comes from this machine when the connection does, under a name of this machine', () => {
    for (const peer of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
      expect(isFromThisMachine({ ...visit, peer })).toBe(true)
    for (const host of ['127.0.0.1:3000', '[::1]:3000', '[::1]', 'localhost']) {
      expect(isFromThisMachine({ ...visit, host })).toBe(true)
    }
  })

  test('comes from elsewhere by another peer, by a name led here by another site, or through a proxy', () => {
    for (const peer of ['192.168.1.4', '', '127.0.0.1.example'])
      expect(isFromThisMachine({ ...visit, peer })).toBe(false)
    for (const host of ['evil.example:3000', '', '127.0.0.1.evil.example']) {
      expect(isFromThisMachine({ ...visit, host })).toBe(false)
    }
    expect(isFromThisMachine({ ...visit, forwarded: true })).toBe(false)
  })
})
