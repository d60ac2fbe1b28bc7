/** A payload as a person can read it: JSON with indents, everything else as it came. */
export function rawText(raw: unknown): string {
  if (typeof raw !== 'string') return JSON.stringify(raw, null, 2) ?? ''
  try {
    return JSON.stringify(JSON.parse(raw), null, 2)
  } catch {
    return raw
  }
}
