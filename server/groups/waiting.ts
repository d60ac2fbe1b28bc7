import { hold } from '../holds/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { Grouped } from './types.ts'

type Name = Pick<Grouped, 'id' | 'number' | 'summary'>

export const nameOf = ({ id, number, summary }: Name): Name => ({ id, number, summary })

/** An alert waits behind the lead of its group for as long as that pages. */
export const waits = ({ heldFor }: Pick<Grouped, 'heldFor'>) => heldFor === 'group' || heldFor === 'merged'

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
      data: { cause: nameOf(lead), ...(score !== null && { score }) },
    })),
  )
}
