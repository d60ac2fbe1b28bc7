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

/** The statements that may be let through now, in an order that is the same each time. */
export function readyOf({ chance, step, ground, nodes }: Run): Parked[] {
  // In which order two of them came here may depend on real time.
  const place = (one: Parked) => nodes.findIndex((node) => node === one.owner)
  ground.gate.parked.sort(
    (a, b) => place(a) - place(b) || inOrder(a.sql, b.sql) || inOrder(textOf(a.parameters), textOf(b.parameters)),
  )
  return ground.gate.parked.filter((one) => {
    one.heldUntilStep ??= chance.happens(shareHeld(one.sql))
      ? step + chance.between(heldSteps.least, heldSteps.most)
      : 0
    return one.heldUntilStep <= step
  })
}

const inOrder = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const textOf = (parameters: readonly unknown[]) => JSON.stringify(parameters)

/** Whether a sender is between its claim and its last look: the moment at which an answer must still count. */
export const isLookHeld = ({ ground }: Run): boolean =>
  ground.gate.parked.some((one) => one.sql.includes(theLook) && (one.heldUntilStep ?? 0) > 0)
