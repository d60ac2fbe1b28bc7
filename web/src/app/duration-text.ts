const secondsByUnit: [RegExp, number][] = [
  [/^(w|wk|weeks?|wo|wochen?)$/, 604_800],
  [/^(d|days?|t|tag|tage|tagen)$/, 86_400],
  [/^(h|hr|hrs|hours?|std|stunden?)$/, 3_600],
  [/^(m|min|mins|minutes?|minuten?)$/, 60],
  [/^(s|sec|secs|seconds?|sek|sekunden?)$/, 1],
]

/**
 * Seconds of a length of time as a person types it in either language: "5m", "1h30m", "1 h 30 min", "90 Sek.", "1,5 Std.",
 * "1:30" (hours and minutes). A bare number is minutes. Undefined for what is not a length.
 */
export function readDuration(text: string): number | undefined {
  const plain = text.trim().toLowerCase()
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(plain)
  if (clock) return Number(clock[1]) * 3_600 + Number(clock[2]) * 60
  if (/^\d{1,6}$/.test(plain)) return Number(plain) * 60
  const parts = [...plain.matchAll(/(\d+(?:[.,]\d+)?)\s*(\p{L}+)\.?\s*(?:,|und|and)?\s*/gu)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== plain) return undefined
  let total = 0
  for (const [, amount = '', unit = ''] of parts) {
    const size = secondsByUnit.find(([name]) => name.test(unit))?.[1]
    if (size === undefined) return undefined
    total += Number(amount.replace(',', '.')) * size
  }
  return Number.isInteger(total) ? total : undefined
}

/** As the configuration writes it: 5400 is "1h30m". */
export function durationKey(totalSeconds: number): string {
  let rest = totalSeconds
  let text = ''
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
    ['s', 1],
  ] as const) {
    const amount = Math.floor(rest / size)
    if (amount > 0) text += `${amount}${unit}`
    rest -= amount * size
  }
  return text || '0s'
}
