/** A key for somebody new, from the address: ann.beispiel@… is `ann.beispiel`, the second one `ann.beispiel-2`. */
export function keyOf(email: string, taken: readonly string[]): string {
  const letters = email.split('@')[0]!.toLowerCase()
  const stem =
    letters
      .replaceAll(/[^a-z0-9._-]+/g, '-')
      .replace(/^[^a-z0-9]+/, '')
      .slice(0, 60) || 'user'
  if (!taken.includes(stem)) return stem
  for (let number = 2; ; number += 1) if (!taken.includes(`${stem}-${number}`)) return `${stem}-${number}`
}
