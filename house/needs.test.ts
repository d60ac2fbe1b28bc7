import { afterEach, describe, expect, test, vi } from 'vitest'
import { describeWith } from './needs.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

test('tests whose program is there run', () => {
  vi.stubEnv('PIKETT_CHROMIUM', '/usr/bin/chromium')
  expect(describeWith('PIKETT_CHROMIUM')).toBe(describe)
})

test('tests whose program is missing are left out aloud, and in continuous integration they are red', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  vi.stubEnv('PIKETT_CHROMIUM', '')
  vi.stubEnv('CI', '')
  expect(describeWith('PIKETT_CHROMIUM', 'PATH')).not.toBe(describe)
  expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('PIKETT_CHROMIUM'))
  vi.stubEnv('CI', '1')
  expect(() => describeWith('PIKETT_CHROMIUM')).toThrow('PIKETT_CHROMIUM')
})
