import { z } from 'zod'

/** What the key of a source of type `opsgenie` may do beyond its own alerts and heartbeats. */
const right = z.enum(['onCall', 'people', 'overrides'])

export const opsgenieOptions = z.strictObject({
  /**
   * `onCall`: schedules and who is on call, with names and addresses of those on duty. `people`: users and teams.
   * `overrides`: put somebody in the place of whoever has the duty.
   */
  rights: z.array(right).optional(),
})
export type OpsgenieOptions = z.output<typeof opsgenieOptions>
