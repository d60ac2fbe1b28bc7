import type { Actor } from '../kernel/http/actor.ts'

/** What an act was done to. `key` and `name` as they were then. */
export interface Subject {
  kind: string
  id?: string
  key?: string
  name?: string
}

/** An act as an action reports it. `data` holds before and after, and never a secret. */
export interface NewEntry {
  /** From the general to the particular, such as `schedule.override.created`. Never renamed. */
  action: string
  actor: Actor
  subject?: Subject
  data?: Record<string, unknown>
}
