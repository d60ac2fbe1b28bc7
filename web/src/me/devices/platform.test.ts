import { expect, test } from 'vitest'
import { platformOf } from './platform.ts'

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1', 'ios'],
  ['Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/130.0 Mobile Safari/537.36', 'android'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0', 'desk'],
])('%s gets the guide for %s', (userAgent, platform) => expect(platformOf(userAgent)).toBe(platform))
