import { possible } from './facts.ts'
import type { Kind } from './problems.ts'
import type { Asked, Moment } from './story.ts'

/** What people ask for that takes an acknowledgement back. */
const takingBack = new Set<Asked['what']>(['escalate', 'unacknowledge', 'reassign'])

/** The end of the history. */
export const atLast: Moment = { step: Infinity, ms: Infinity }

/** Whether this request ended after the other began: beside it or after it. */
export const isNotBefore = (one: Asked, other: Asked): boolean => (one.ended?.step ?? Infinity) > other.begun.step

/**
 * Whether an alert may page again at this moment although it was answered: somebody asked for that, beside the answer or after
 * it, or the time has come to which the alert was put off. What is resolved never comes back.
 */
export function mayBeWoken(asked: readonly Asked[], answer: Asked, now: Moment, kind: Kind): boolean {
  if (answer.what === 'resolve') return false
  const later = asked.filter(
    (one) => one.alertId === answer.alertId && possible(one) && one.begun.step <= now.step && isNotBefore(one, answer),
  )
  return later.some(({ what, untilMs = Infinity, begun }) => {
    if (what === 'snooze') return untilMs <= now.ms
    if (what === 'unsnooze') return later.some((one) => one.what === 'snooze')
    if (what === 'acknowledge')
      return kind.acknowledgementMs !== undefined && begun.ms + kind.acknowledgementMs <= now.ms
    return takingBack.has(what)
  })
}

/** Whether somebody asked for this very person, which an acknowledgement does not take back. */
export function mayBeCalledIn(asked: readonly Asked[], answer: Asked, to: string, now: Moment): boolean {
  if (answer.what === 'resolve') return false
  const own = asked.filter((one) => one.alertId === answer.alertId && possible(one))
  // Whoever acknowledges what somebody has already stops nobody.
  const isSecond =
    answer.what === 'acknowledge' &&
    own.some((one) => one !== answer && one.what === 'acknowledge' && one.begun.step < answer.ended!.step)
  return own.some(
    (one) =>
      one.what === 'responders' &&
      one.to === to &&
      one.begun.step <= now.step &&
      (isSecond || isNotBefore(one, answer)),
  )
}
