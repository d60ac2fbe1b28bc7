import type { Settling } from '../../rules/groups/settling.ts'
import { hold } from '../holds/index.ts'
import type { HoldData } from '../holds/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Grouped, Member } from './types.ts'

type Name = Pick<Grouped, 'id' | 'number' | 'summary'>

const nameOf = ({ id, number, summary }: Name): Name => ({ id, number, summary })

/**
 * An alert waits behind the lead of its group for as long as that pages. A lead that waits is one whose group settles: it pages
 * within minutes, so that others may wait behind it.
 */
export const waits = ({ heldFor }: Pick<Grouped, 'heldFor'>) => heldFor === 'group' || heldFor === 'merged'

/** What a hold says of the lead that it is for. */
export function causeOf(lead: Name, score: number | null, settling?: Settling): HoldData {
  const { since, until } = settling ?? {}
  return {
    cause: nameOf(lead),
    ...(score !== null && { score }),
    ...(settling && { settling: { since: since!.toString(), until: until!.toString() } }),
  }
}

/** How a group settles at this moment, which each of its members knows that was there when it began. */
export function settlingOf(members: readonly Member[]): Settling | undefined {
  const settling = members.find((one) => one.settling !== null)?.settling
  return settling
    ? { since: Temporal.Instant.from(settling.since), until: Temporal.Instant.from(settling.until) }
    : undefined
}

/** Holds alerts behind their leads. A score of null says that a person merged them. */
export async function holdBehind(
  work: Work,
  behind: readonly { alertId: string; lead: Name; score: number | null }[],
): Promise<void> {
  await hold(
    work,
    behind.map(({ alertId, lead, score }) => ({
      alertId,
      reason: score === null ? ('merged' as const) : ('group' as const),
      data: causeOf(lead, score),
    })),
  )
}
