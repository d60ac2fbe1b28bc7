import type { History, Verdict } from './history.ts'
import {
  atMostOneRepeatPerKill,
  everyAlertIsPagedOrAnswered,
  noMessageIsLeftInLimbo,
  nobodyIsPagedAfterAnAnswer,
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
} from './verdicts/storage.ts'

/** Hold at every moment. */
const always = [
  acceptedTriggersAreThere,
  acceptedAnswersAreThere,
  validRequestsAreNotRefused,
  nothingIsAnsweredByNobody,
  oneOpenAlertPerKey,
  everyAlertIsPagedOrAnswered,
  nobodyIsPagedAfterAnAnswer,
  atMostOneRepeatPerKill,
  nothingIsPlannedTwice,
  everyStartRecovers,
  itRunsUntilItIsStopped,
  stopsAreOrderly,
  neverTwoDatabases,
  nothingIsLeftBehind,
  theRunCameToItsEnd,
]

/** Hold when the leases of killed senders have run out and every chain has come to its end. */
const whenSettled = [unansweredAlertsClimbTheChain, noMessageIsLeftInLimbo]

/** Judges what happened. Pure: the same history gives the same verdicts. */
export function check(history: History, { settled }: { settled: boolean }): Verdict[] {
  return [...always, ...(settled ? whenSettled : [])].map((judge) => judge(history))
}
