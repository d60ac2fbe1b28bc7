/**
 * Countdowns follow the server's clock: a phone that is four minutes slow must not promise four more minutes.
 * The `Date` header counts whole seconds, so differences below `toleranceMilliseconds` are noise.
 */
const toleranceMilliseconds = 2_500
let offsetMilliseconds = 0
let heardMilliseconds = Date.now()

/** When the server answered last, in milliseconds since the epoch. */
export const heardAt = (): number => heardMilliseconds

/** Said by every answer, and by what is shown of an earlier visit. */
export function setHeardAt(at: number = Date.now()): void {
  heardMilliseconds = at
}

export function clockFromHeader(header: string | null, localNow: number = Date.now()): void {
  const server = header ? Date.parse(header) : Number.NaN
  if (Number.isNaN(server)) return
  const difference = server - localNow
  offsetMilliseconds = Math.abs(difference) > toleranceMilliseconds ? difference : 0
}

/** Milliseconds since the epoch by the server's clock. */
export function serverNow(localNow: number = Date.now()): number {
  return localNow + offsetMilliseconds
}
