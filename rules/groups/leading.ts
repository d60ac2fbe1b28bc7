/** An alert that could lead its group. */
export interface Successor {
  number: number
  status: 'triggered' | 'acknowledged' | 'resolved'
  /** Waits behind the lead; otherwise nothing holds it, or something else does (a maintenance window …). */
  waits: boolean
}

/**
 * Which open member leads when the lead is gone: the oldest that waited behind it, so that nobody's silence outlives its
 * reason; without one the oldest that somebody has acknowledged; without one the oldest of the rest. Undefined when nothing
 * of the group is open.
 */
export function nextLead<Member extends Successor>(members: readonly Member[]): Member | undefined {
  const byAge = members.filter((one) => one.status !== 'resolved').toSorted((a, b) => a.number - b.number)
  return (
    byAge.find((one) => one.status === 'triggered' && one.waits) ??
    byAge.find((one) => one.status === 'acknowledged') ??
    byAge[0]
  )
}
