import { raiseSystemAlert } from '../alerts/index.ts'
import { selfTestKey, usersById } from '../identity/index.ts'
import type { Work } from '../kernel/db/work.ts'
import type { PlannedPage } from '../notifications/index.ts'
import { writeEntry } from '../timeline/index.ts'
import type { Escalation } from './types.ts'

/**
 * People whom a step would have paged and who have no contact that may be used. The next step has begun meanwhile; the
 * organization must see whom it cannot reach. One open system alert per person.
 */
export async function raiseUnreachable(work: Work, pages: readonly PlannedPage[]): Promise<void> {
  const unreachable = [...new Set(pages.filter((page) => page.deliveries === 0).map((page) => page.userId))]
  if (unreachable.length === 0) return
  for (const user of (await usersById(work.trx, unreachable)).values()) {
    // Told as what it is: a self-test that failed.
    if (user.key === selfTestKey) continue
    await raiseSystemAlert(work, {
      dedupKey: `unreachable:${user.key}`,
      message: 'unreachable',
      values: { person: user.name },
    })
  }
}

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
