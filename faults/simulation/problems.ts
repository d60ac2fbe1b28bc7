/** How the problems of a source are escalated, as far as a verdict has to know it. */
export interface Kind {
  /** After so long an acknowledgement ends by itself; and after so long whoever gave it is asked. */
  acknowledgementMs?: number
  reminderAfterMs?: number
  /** How often the whole chain runs; once without. */
  rounds?: number
  /** So long after it began it pages, if it is still open. */
  waitMs?: number
}

/** The sources of each organization, by key: each has a policy of its own of the same name. */
export const kinds = {
  anything: {},
  forgetful: { acknowledgementMs: 120_000, reminderAfterMs: 60_000 },
  again: { rounds: 2 },
  patient: { waitMs: 45_000 },
  lasting: { waitMs: 45_000 },
} as const satisfies Record<string, Kind>

export type KindName = keyof typeof kinds

export const kindNames = Object.keys(kinds) as KindName[]

/** What the set-up says about a policy beyond its steps. */
export const policySettings: Record<KindName, object> = {
  anything: {},
  forgetful: { acknowledgeTimeout: '120s', acknowledgeReminder: '60s' },
  again: { repeat: 1 },
  patient: { delay: '45s' },
  lasting: {},
}

/** What it says about a source. */
export const sourceSettings: Partial<Record<KindName, object>> = {
  lasting: { rules: [{ name: 'lasts', then: { delay: '45s' } }] },
}
