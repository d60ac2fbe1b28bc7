import pg from 'pg'

/** The owner of the tables: seeds rows, which through the front door would take minutes, and reads what became of them. */
export async function asOwner<T>(databaseUrl: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

/**
 * Opens alerts as intake would, spread over all sources, without events and escalations. Their ids are made of their number,
 * above all others.
 */
export async function seedAlerts(client: pg.Client, amount: number): Promise<void> {
  await client.query(
    `with origin as (select org_id, id, row_number() over (order by id) - 1 as place, count(*) over () as total from sources)
     insert into alerts (org_id, id, number, source_id, dedup_key, summary, status, priority, severity, fields, count, created_at,
       last_event_at, content_hash)
     select org_id, ('01000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 10000000 + n, id, 'seeded-' || n,
       'Many errors on seeded-' || n, 'triggered', 'high', 'critical', jsonb_build_object('instance', 'seeded-' || n, 'job', 'api'),
       1, now(), now(), gen_random_uuid()
     from generate_series(1, $1::integer) as n join origin on origin.place = n % origin.total`,
    [amount],
  )
  await client.query('analyze alerts')
}
