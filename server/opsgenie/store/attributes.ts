import type { Attributes } from '../types.ts'
import type { Trx } from '../../kernel/db/types.ts'

const asJson = ({ tags, details, actions, responders, ...texts }: Attributes) => ({
  ...texts,
  tags: JSON.stringify(tags),
  details: JSON.stringify(details),
  actions: JSON.stringify(actions),
  responders: JSON.stringify(responders),
})

/** Keeps what the alert was created with, or what it was changed to. */
export async function saveAttributes(trx: Trx, orgId: string, alertId: string, attributes: Attributes): Promise<void> {
  const values = asJson(attributes)
  await trx
    .insertInto('opsgenieAlerts')
    .values({ orgId, alertId, ...values })
    .onConflict((conflict) => conflict.columns(['orgId', 'alertId']).doUpdateSet(values))
    .execute()
}

/** A repeat that is more urgent makes the alert so; a less urgent one changes nothing. P1 comes before P2. */
export async function raisePriority(trx: Trx, alertId: string, priority: Attributes['priority']): Promise<void> {
  await trx
    .updateTable('opsgenieAlerts')
    .set({ priority })
    .where('alertId', '=', alertId)
    .where('priority', '>', priority)
    .execute()
}
