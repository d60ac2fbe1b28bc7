import type { PlannableRule } from './plan.ts'

/** A notification rule as it is set up; `contactId` null means all devices of the person. */
export interface SetUpRule {
  contactId: string | null
  afterSeconds: number
}

/**
 * The rules with every device by itself. Who lets a device show notifications wants to be paged there: devices that no rule
 * speaks of are messaged at once, beside what the rules say. `deviceIds` are those that work.
 */
export function withDevices(rules: readonly SetUpRule[], deviceIds: readonly string[]): PlannableRule[] {
  const spokenOf = rules.some(({ contactId }) => contactId === null || deviceIds.includes(contactId))
  const followed = spokenOf || rules.length === 0 ? rules : [{ contactId: null, afterSeconds: 0 }, ...rules]
  return followed.flatMap(({ contactId, afterSeconds }) =>
    contactId === null ? deviceIds.map((id) => ({ contactId: id, afterSeconds })) : [{ contactId, afterSeconds }],
  )
}
