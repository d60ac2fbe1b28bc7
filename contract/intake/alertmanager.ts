import { z } from 'zod'
import { durationText } from '../durations.ts'

/** Options of a source of type `alertmanager`. */
export const alertmanagerOptions = z.strictObject({
  /**
   * How long an alert without `endsAt` stays open when Prometheus does not repeat it (Alertmanager's resolve_timeout).
   * Concerns the Prometheus address only: Alertmanager's webhook says itself when an alert is resolved.
   */
  resolveTimeout: durationText(60, 604_800).default('5m'),
})
export type AlertmanagerOptions = z.output<typeof alertmanagerOptions>
