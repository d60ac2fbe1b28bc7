import { z } from 'zod'
import type { IntakeReason } from '../../../contract/intake/reason.ts'

/** A text that says something: what is blank names nothing. */
export const someText = z.string().regex(/\S/, 'must not be blank')

/** What is wrong with a value, in words that name the place: `data.essentials.alertId: Invalid input: expected string`. */
export function shapeProblem(schema: z.ZodType, value: unknown): { reason: IntakeReason; detail: string } | undefined {
  const issue = schema.safeParse(value).error?.issues[0]
  if (!issue) return undefined
  const where = issue.path.map(String).join('.').slice(0, 200)
  const isOther = issue.code === 'invalid_type' && !issue.message.includes('received undefined')
  const detail = where === '' ? issue.message : `${where}: ${issue.message}`
  return { reason: isOther ? 'wrong_type' : 'invalid_event', detail: detail.slice(0, 500) }
}

/** An instant of a sender that counts seconds since 1970, with parts of them or without; for display only. */
export function occurredAtSeconds(value: unknown): { occurredAt?: string } {
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds < 253_402_300_800)) return {}
  return { occurredAt: Temporal.Instant.fromEpochMilliseconds(Math.floor(seconds * 1_000)).toString() }
}
