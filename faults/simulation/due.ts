import type pg from 'pg'

/** When each loop has something to do next, by the columns that it looks at; those that are not here have it in memory. */
export const dueByLoop: Record<string, string> = {
  maintenance: 'select min(next_at) from maintenance_windows',
  holds: 'select min(until_at) from alert_holds',
  escalations: 'select min(next_at) from escalations',
  acknowledged: 'select min(least(inform_at, remind_at, acknowledgement_ends_at)) from escalations',
  deliveries: `select least((select min(due_at) from deliveries where status = 'planned'),
    (select min(lease_until) from deliveries where status = 'sending'))`,
  heartbeats: 'select min(next_at) from heartbeats',
  'alert-expiry': `select min(expires_at) from alerts where status <> 'resolved'`,
  'alert-raise': `select min(raise_at) from alerts where status = 'triggered'`,
  snooze: `select min(snoozed_until) from alerts where status = 'acknowledged'`,
}

const dueSql = `select ${Object.entries(dueByLoop)
  .map(([name, sql]) => `(extract(epoch from (${sql})) * 1000)::float8 as "${name}"`)
  .join(', ')}`

/** In milliseconds since 1970; Infinity for never. One statement in place of one for each loop. */
export async function lookForDue(admin: pg.Client): Promise<(loop: string) => number> {
  const { rows } = await admin.query<Record<string, number | null>>({ name: 'due', text: dueSql })
  return (loop) => rows[0]![loop] ?? Infinity
}
