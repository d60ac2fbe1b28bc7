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
