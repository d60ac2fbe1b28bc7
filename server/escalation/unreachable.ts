import { raiseSystemAlert } from '../alerts/index.ts'
import { usersById } from '../identity/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { PlannedPage } from '../notifications/index.ts'
import { writeEntry } from '../timeline/index.ts'
import type { Escalation } from './types.ts'

/**
 * Nobody stood behind any step of the policy: the fallback was paged in its place, and the organization must see that its
 * set-up has a hole. One open system alert per policy, however many alerts fall through it.
 */
export async function raiseNoResponder(
  work: Work,
  escalation: Escalation,
  planned: readonly PlannedPage[],
): Promise<void> {
  const reached = planned.filter((page) => page.deliveries > 0)
  const names = await usersById(
    work.trx,
    reached.map((page) => page.userId),
  )
  const people = reached.map((page) => names.get(page.userId)?.name ?? '').filter(Boolean)
  await writeEntry(work, {
    alertId: escalation.alertId,
    kind: people.length > 0 ? 'fallback.paged' : 'system.noResponder',
    data: { policy: escalation.policy.name, people },
  })
  await raiseSystemAlert(work, {
    dedupKey: `no-responder:${escalation.policy.key}`,
    message: people.length > 0 ? 'noResponder.fallback' : 'noResponder.nobody',
    values: {
      policy: escalation.policy.name,
      number: escalation.alertNumber,
      summary: escalation.alertSummary,
      people: people.join(', '),
    },
  })
}
