import type { History, Verdict } from './history.ts'
import {
  atMostOneRepeatPerKill,
  everyAlertIsPagedOrAnswered,
  nothingIsLeftInLimbo,
  nobodyIsPagedAfterAnAnswer,
  nobodyIsPagedEarly,
  nothingIsPlannedTwice,
  unansweredAlertsClimbTheChain,
} from './verdicts/paging.ts'
import {
  everyStartRecovers,
  itRunsUntilItIsStopped,
  neverTwoDatabases,
  nothingIsLeftBehind,
  stopsAreOrderly,
  theRunCameToItsEnd,
} from './verdicts/processes.ts'
import {
  acceptedAnswersAreThere,
  acceptedTriggersAreThere,
  nothingIsAnsweredByNobody,
  oneOpenAlertPerKey,
  validRequestsAreNotRefused,
  whatCameBackIsOpen,
} from './verdicts/storage.ts'

/** Hold at every moment. */
const always = [
  acceptedTriggersAreThere,
  whatCameBackIsOpen,
  acceptedAnswersAreThere,
  validRequestsAreNotRefused,
  nothingIsAnsweredByNobody,
  oneOpenAlertPerKey,
  everyAlertIsPagedOrAnswered,
  nobodyIsPagedAfterAnAnswer,
  nobodyIsPagedEarly,
  atMostOneRepeatPerKill,
  nothingIsPlannedTwice,
  everyStartRecovers,
  itRunsUntilItIsStopped,
  stopsAreOrderly,
  neverTwoDatabases,
  nothingIsLeftBehind,
  theRunCameToItsEnd,
]

/**
 * How long a run goes on: until every alert has reached somebody (`paged`), until also the leases of killed senders have run
 * out and no message is under way any more (`settled`), or until also every chain has been climbed (`climbed`). While
 * receivers are away a step can pass without its person: the next one is paged instead, so that chains have gaps.
 */
export type Until = 'paged' | 'settled' | 'climbed'

const atTheEnd = {
  paged: [],
  settled: [nothingIsLeftInLimbo],
  climbed: [nothingIsLeftInLimbo, unansweredAlertsClimbTheChain],
}

/** What is worth waiting for: these verdicts become innocent by themselves, if they ever do. */
export function isThere(history: History, until: Until): boolean {
  return [everyAlertIsPagedOrAnswered, ...atTheEnd[until]].every((judge) => judge(history).findings.length === 0)
}

/** Judges what happened. Pure: the same history gives the same verdicts. */
export function check(history: History, until: Until): Verdict[] {
  return [...always, ...atTheEnd[until]].map((judge) => judge(history))
}
