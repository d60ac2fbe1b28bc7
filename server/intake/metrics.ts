import type { Kernel } from '../kernel/kernel.ts'

/** What intake tells Prometheus; explained in docs/metrics.md. Made once per app. */
export function createIntakeMetrics({ metrics }: Kernel) {
  return {
    events: metrics.counter('pikett_intake_events_total', 'Events by source type and what became of them', [
      'type',
      'outcome',
    ]),
    requests: metrics.counter('pikett_intake_requests_total', 'Requests of senders by source type and answer', [
      'type',
      'status',
    ]),
    batchEvents: metrics.histogram(
      'pikett_intake_batch_events',
      'Events stored by one transaction',
      [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000],
    ),
    commitSeconds: metrics.histogram(
      'pikett_intake_commit_seconds',
      'Time of the transaction that stores a batch',
      [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5, 30],
    ),
    waiting: metrics.gauge('pikett_intake_waiting_events', 'Events accepted from senders and not yet committed'),
    held: metrics.gauge('pikett_intake_held_bytes', 'Bytes of requests that are being read, parsed or committed'),
    refused: metrics.counter('pikett_intake_refused_not_kept_total', 'Refused requests that were only counted', [
      'type',
    ]),
  }
}

export type IntakeMetrics = ReturnType<typeof createIntakeMetrics>
