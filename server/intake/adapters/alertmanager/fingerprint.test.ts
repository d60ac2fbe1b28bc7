import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fingerprintOf } from './fingerprint.ts'

/** The definition, slow and plain: FNV-1a with 64 bits over the bytes. */
function byDefinition(labels: Readonly<Record<string, string>>): string {
  const names = Object.keys(labels).sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
  let hash = 0xcbf29ce484222325n
  const add = (byte: number) => {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn
  }
  for (const name of names) {
    for (const text of [name, labels[name] ?? '']) {
      for (const byte of Buffer.from(text)) add(byte)
      add(0xff)
    }
  }
  return hash.toString(16).padStart(16, '0')
}

describe('the fingerprint of an alert', () => {
  test.each([
    [{ alertname: 'DiskFull', instance: 'web-07:9100', severity: 'critical' }, 'f49d06271441d2b7'],
    [{ severity: 'warning', instance: 'web-08:9100', alertname: 'DiskFull' }, '98896e240739bf41'],
    [{ alertname: 'y' }, 'd23eefc3896b6f8f'],
  ])('is the one that Alertmanager 0.25 gave to %j', (labels, fingerprint) => {
    expect(fingerprintOf(labels)).toBe(fingerprint)
  })

  test('follows the definition for any labels, also beyond ASCII and for names that sort differently by bytes', () => {
    const labels = fc.dictionary(
      fc.string({ unit: 'grapheme' }).filter((name) => name !== '__proto__'),
      fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
    )
    fc.assert(fc.property(labels, (map) => fingerprintOf(map) === byDefinition(map)))
    expect(fingerprintOf({ '\u{1f600}': 'a', '\uff5e': 'b' })).toBe(byDefinition({ '\uff5e': 'b', '\u{1f600}': 'a' }))
  })
})
