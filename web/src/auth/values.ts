/** The server refuses shorter ones. */
export const minPasswordLength = 8

/** A typing error is caught here; whether the address exists only a mail can tell. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim())
}

/** Where to go after sign-in: only addresses of this console, so that a link cannot lead elsewhere. */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/alerts'
}

/** Time zones that this device knows, for suggestions while typing. */
export function knownZones(): string[] {
  return Intl.supportedValuesOf('timeZone')
}

export function isZone(name: string): boolean {
  try {
    return name.includes('/') && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
