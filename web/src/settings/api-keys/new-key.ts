const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const tokenLength = 43

/** `pk_` and 256 bits, made here: only its hash is kept on the server. */
export function newToken(
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): string {
  let token = ''
  while (token.length < tokenLength) {
    for (const byte of random(new Uint8Array(tokenLength))) {
      // The last bytes would make the first letters more likely than the others.
      if (byte < 4 * letters.length && token.length < tokenLength) token += letters[byte % letters.length]
    }
  }
  return `pk_${token}`
}

/** What people call it, as a key: "Backup server" is backup-server. */
export function keyOfName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, 64)
}

/** The lengths of life that are offered, in days; 0 is for ever. */
export const lives = [30, 90, 365, 0] as const

export function expiryAfter(days: number, now: number): string | undefined {
  return days === 0 ? undefined : new Date(now + days * 86_400_000).toISOString()
}
