import { z } from 'zod'

/**
 * Why a request, or a part of it, did not become an alert. Each is named `sources:reason.<value>` in the message catalogue,
 * so that the event explorer can say it in words. Technical detail (a path, a position) travels beside it.
 */
export const intakeReasons = [
  'already_received',
  'broken_encoding',
  'broken_json',
  'broken_xml',
  'certificate_unavailable',
  'comment',
  'condition_ignored',
  'downtime',
  'empty_body',
  'ends_before_start',
  'incomplete_body',
  'invalid_event',
  'no_change_of_state',
  'no_condition_held',
  'no_events',
  'no_labels',
  'not_an_alert',
  'not_an_object',
  'not_enough_data',
  'nul_character',
  'subscription_failed',
  'test_notification',
  'too_deep',
  'too_large',
  'too_many_events',
  'too_old',
  'unknown_path',
  'unknown_topic',
  'unsafe_xml',
  'unsigned',
  'unsupported_encoding',
  'unsupported_media_type',
  'wrong_method',
  'wrong_secret',
  'wrong_signature',
  'wrong_type',
] as const
export const intakeReason = z.enum(intakeReasons)
export type IntakeReason = (typeof intakeReasons)[number]
