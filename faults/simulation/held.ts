import type { Parked } from './gate.ts'
import type { Run } from './running.ts'

/** By this a sender's last look at deliveries before its calls is known (notifications/store/sending.ts). */
export const theLook = '"d"."content_sealed"'

/** So many steps other things have the turn: long enough for a whole answer of a person. */
const heldSteps = { least: 12, most: 60 }

/**
 * Now and then a statement is held up for long while everything else goes on: if each of them had the same chance at every
 * step, hardly ever a whole transaction would fit between two statements of another.
 */
const shareHeld = (sql: string) => (sql.includes(theLook) ? 0.4 : sql === 'commit' ? 0.06 : 0.02)

/** The statements that may be let through now. */
export function readyOf({ chance, step, ground }: Run): Parked[] {
  return ground.gate.parked.filter((one) => {
    one.heldUntilStep ??= chance.happens(shareHeld(one.sql))
      ? step + chance.between(heldSteps.least, heldSteps.most)
      : 0
    return one.heldUntilStep <= step
  })
}

/** Whether a sender is between its claim and its last look: the moment at which an answer must still count. */
export const isLookHeld = ({ ground }: Run): boolean =>
  ground.gate.parked.some((one) => one.sql.includes(theLook) && (one.heldUntilStep ?? 0) > 0)
