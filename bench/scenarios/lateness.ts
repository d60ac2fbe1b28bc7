import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { measure } from '../compare.ts'
import { asOwner, seedAlerts } from '../owner.ts'
import type { Report } from '../report.ts'
import type { Stage } from '../stage.ts'
import { usageOf } from '../usage.ts'

const people = 50
const perSecond = 1_000
const open = { whole: 100_000, short: 10_000 }

/** Until the first is due, so that seeding is over by then; and after the last, for what is late. */
const leadSeconds = 5
const graceSeconds = 10

const mostMs = 250

/** How late escalations begin their next step while many are open and many fall due in each second. */
export async function lateness(stage: Stage): Promise<Report[]> {
  const { options, generator } = stage
  const installation = await stage.installation(people)
  const ours = await installation.start()
  const amount = options.short ? open.short : open.whole
  // One alert for each person, through the front door: their escalations are what the seeded ones are copied from.
  const first = { kind: 'new', perRequest: 1, distinct: 0 } as const
  await measure(generator, ours, { supply: first, connections: people, seconds: 1, perSecond: people * 2 })
  const late = await asOwner(installation.databaseUrl, async (client) => {
    await seedAlerts(client, amount)
    await seedEscalations(client, options.seconds * perSecond)
    const before = usageOf(ours.pids).cpuMs
    await pause((leadSeconds + options.seconds + graceSeconds) * 1_000)
    const cpuMs = usageOf(ours.pids).cpuMs - before
    return { ...(await readLateness(client)), cpuMs }
  })
  await ours.stop()
  const notes = [`${late.begun} of ${options.seconds * perSecond} due escalations began, of ${amount} open ones`]
  return [
    {
      scenario: `lateness, ${perSecond} due per second`,
      figures: [
        { name: 'median', ours: late.p50, unit: 'ms' },
        { name: 'p99', ours: late.p99, unit: 'ms', budget: { text: `at most ${mostMs} ms`, kept: late.p99 <= mostMs } },
        { name: 'most', ours: late.most, unit: 'ms' },
        { name: 'CPU for a step and its page', ours: (late.cpuMs * 1_000) / Math.max(late.begun, 1), unit: 'µs' },
      ],
      notes,
    },
  ]
}

/** The first `due` fall due one after the other at an even pace, the others in an hour. */
async function seedEscalations(client: Client, due: number): Promise<void> {
  await client.query('create table bench_due (alert_id uuid primary key, due_at timestamptz not null)')
  await client.query(
    `insert into bench_due select id, clock_timestamp() + make_interval(secs => $2 +
       case when number - 10000000 <= $1 then (number - 10000000) / $3::float else 3600 end)
     from alerts where dedup_key like 'seeded-%'`,
    [due, leadSeconds, perSecond],
  )
  await client.query(
    `insert into escalations (org_id, alert_id, status, policy, started_at, next_at)
     select distinct on (alerts.id) alerts.org_id, alerts.id, 'active', model.policy, now(), due_at
     from bench_due join alerts on alerts.id = alert_id
       join (select known.source_id, policy from escalations join alerts as known on known.id = escalations.alert_id
         and known.dedup_key not like 'seeded-%') as model on model.source_id = alerts.source_id`,
  )
  await client.query('analyze escalations')
}

async function readLateness(client: Client) {
  const { rows } = await client.query<{ begun: string; p50: number; p99: number; most: number }>(
    `select count(*) as begun, coalesce(percentile_cont(0.5) within group (order by late), 0) as p50,
       coalesce(percentile_cont(0.99) within group (order by late), 0) as p99, coalesce(max(late), 0) as most
     from (select extract(epoch from min(at) - min(due_at))::float * 1000 as late from bench_due
       join timeline_entries using (alert_id) where kind = 'escalation.step' group by alert_id) as begun`,
  )
  const { begun, p50, p99, most } = rows[0]!
  return { begun: Number(begun), p50, p99, most }
}
