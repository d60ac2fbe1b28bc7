import pg from 'pg'

/** So many open alerts of the organization's first source, in one statement. */
export async function insertAlerts(databaseUrl: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(
      `with source as (
         select sources.* from sources join organizations on organizations.id = sources.org_id
         where sources.key = 'anything' and organizations.key = 'default'),
       taken as (
         update organizations set last_alert_number = last_alert_number + $1 where key = 'default'
         returning last_alert_number - $1 as before)
       insert into alerts (org_id, id, number, source_id, dedup_key, summary, status, priority, severity, customer_id,
         service_id, escalation_policy_id, created_at, last_event_at)
       select source.org_id, uuidv7(), taken.before + one, source.id, 'probe-' || one, 'Probe ' || one, 'triggered',
         case one % 3 when 0 then 'low' else 'high' end, 'error', source.customer_id, source.service_id, null, now(), now()
       from source, taken, generate_series(1, $1) as one`,
      [count],
    )
    await client.query('analyze alerts')
  } finally {
    await client.end()
  }
}
