import { expect, test } from 'vitest'
import { isAddress, isDismissed, isKnownHere } from './passkeys.ts'

test('a bare network address is told from a name, because browsers keep no passkeys for it', () => {
  for (const host of ['127.0.0.1', '192.168.10.4', '[::1]']) expect(isAddress(host)).toBe(true)
  for (const host of ['localhost', 'pikett.example.test', '10.example.test']) expect(isAddress(host)).toBe(false)
})

test('closing the question of the browser is no failure, everything else is', () => {
  expect(isDismissed(new DOMException('no', 'NotAllowedError'))).toBe(true)
  expect(isDismissed(new DOMException('again', 'AbortError'))).toBe(true)
  expect(isDismissed(new DOMException('here', 'InvalidStateError'))).toBe(false)
  expect(isKnownHere(new DOMException('here', 'InvalidStateError'))).toBe(true)
  expect(isDismissed(new TypeError('broken'))).toBe(false)
})
