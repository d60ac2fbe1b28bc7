import { z } from 'zod'

/**
 * A duration as people write it in the configuration: `90s`, `5m`, `1h30m`, `1d`.
 * Units in falling order, each at most once: d (24 h), h, m, s. No fractions, no sign.
 */
const pattern = /^(?=.)(?:(\d{1,5})d)?(?:(\d{1,6})h)?(?:(\d{1,7})m)?(?:(\d{1,9})s)?$/

const secondsPerUnit = [86_400, 3_600, 60, 1] as const

/** Seconds of a duration text, or `undefined` when the text is not a duration. */
export function parseDuration(text: string): number | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  return secondsPerUnit.reduce((sum, size, index) => sum + Number(match[index + 1] ?? 0) * size, 0)
}

/** The shortest text that `parseDuration` reads back as the same number of whole seconds. */
export function formatDuration(totalSeconds: number): string {
  let rest = Math.trunc(totalSeconds)
  let text = ''
  for (const [index, size] of secondsPerUnit.entries()) {
    const amount = Math.floor(rest / size)
    if (amount > 0) text += `${amount}${'dhms'[index]}`
    rest -= amount * size
  }
  return text || '0s'
}

/** A schema for a duration text between two bounds in seconds; the parsed value stays the text. */
export function durationText(minSeconds: number, maxSeconds: number) {
  return z.string().superRefine((text, context) => {
    const seconds = parseDuration(text)
    if (seconds === undefined) {
      context.addIssue({ code: 'custom', message: `"${text}" is not a duration; write it like 90s, 5m, 1h30m or 1d` })
    } else if (seconds < minSeconds || seconds > maxSeconds) {
      const range = `${formatDuration(minSeconds)} and ${formatDuration(maxSeconds)}`
      context.addIssue({ code: 'custom', message: `the duration must lie between ${range}` })
    }
  })
}
