import type { AllAnswered } from '../actions/acknowledge-all.ts'
import type { AnswerAction, AnswerOutcome } from '../types.ts'
import type { Speaker } from './words.ts'

/** What came of an answer, in one sentence. */
export function outcomeText(result: AnswerOutcome, action: AnswerAction, speaker: Speaker) {
  const { say, time } = speaker
  if (result.kind === 'done') return say(`answer.done.${action}`)
  if (result.kind === 'renewed') return say('answer.done.renew', { time: time(result.endsAt) })
  const { status, by, at } = result
  if (status === 'triggered') return say('answer.already.triggered')
  if (by === null || at === null) return say(`answer.already.${status}`)
  return say(`answer.already.${status}By`, { name: by, time: time(at) })
}

/** What came of acknowledging all alerts of a message, in one or two sentences. */
export function allAnsweredText(result: AllAnswered, { say, time }: Speaker): string {
  if (result.kind === 'used') return say('bundle.used', { time: time(result.at) })
  const { acknowledged, count } = result
  if (acknowledged === 0) return say('bundle.nothing')
  const before = count - acknowledged
  const done = say('bundle.done', { amount: acknowledged })
  return before > 0 ? `${done} ${say('bundle.before', { amount: before })}` : done
}
