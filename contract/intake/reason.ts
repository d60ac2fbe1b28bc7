import { z } from 'zod'

/**
 * Why a request, or a part of it, did not become an alert. Each is a key of the message catalogue below
 * `intake.reason.`, so that the event explorer can say it in words. Technical detail (a path, a position) travels beside it.
 */
export const intakeReasons = [
  'badContentType',
  'badOptions',
  'brokenJson',
  'conditionIgnored',
  'emptyBody',
  'endsBeforeStart',
  'invalidEvent',
  'noConditionHeld',
  'noEvents',
  'noLabels',
  'notAnObject',
  'nulCharacter',
  'overloaded',
  'tooDeep',
  'tooLarge',
  'tooManyEvents',
  'unknownKey',
  'unknownPath',
  'wrongMethod',
  'wrongType',
] as const
export const intakeReason = z.enum(intakeReasons)
export type IntakeReason = (typeof intakeReasons)[number]
