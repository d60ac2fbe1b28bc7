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
