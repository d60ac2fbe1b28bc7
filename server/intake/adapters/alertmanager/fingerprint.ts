/** Multiplying by the FNV prime 2^40 + 435 modulo 2^64, on two halves of 32 bits: BigInt would be a hundred times slower. */
const primeLow = 435

/**
 * The identity of a set of labels as Prometheus computes it: FNV-1a 64 over name, 0xFF, value, 0xFF of the labels sorted
 * by name, as 16 lower-case hex digits (wire A03). The same alert has the same fingerprint whichever way it comes.
 */
export function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  let high = 0xcbf29ce4
  let low = 0x84222325
  const add = (byte: number) => {
    const mixed = (low ^ byte) >>> 0
    const product = mixed * primeLow
    low = product >>> 0
    high = (Math.imul(high, primeLow) + Math.floor(product / 0x1_0000_0000) + (mixed << 8)) >>> 0
  }
  for (const name of sortedNames(labels)) {
    addText(name, add)
    addText(labels[name] ?? '', add)
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
}

const ascii = /^[\0-\x7f]*$/

function addText(text: string, add: (byte: number) => void): void {
  if (ascii.test(text)) for (let at = 0; at < text.length; at++) add(text.charCodeAt(at))
  else for (const byte of Buffer.from(text)) add(byte)
  add(0xff)
}

/** Go sorts by bytes, JavaScript by UTF-16 units: the same for ASCII only. */
function sortedNames(labels: Readonly<Record<string, string>>): string[] {
  const names = Object.keys(labels)
  if (names.every((name) => ascii.test(name))) return names.sort()
  return names.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
}
