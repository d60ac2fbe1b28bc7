import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { measure } from '../compare.ts'
import { asOwner } from '../owner.ts'
import type { Report } from '../report.ts'
import type { Side } from '../side.ts'
import type { Stage } from '../stage.ts'

/** On one source, in one minute. */
const alerts = { whole: 10_000, short: 1_500 }
const seconds = { whole: 60, short: 9 }

/** What still waits for others to join it has gone out by then. */
const graceSeconds = 25

/** What one person may get meanwhile: the limits of rules/notifications/limits.ts for so short a time. */
const most = { sms: 7, voice: 3, email: 15 }

/** A storm on the source of one person with phone and mail, and beside it one alert a second for another person. */
export async function storm(stage: Stage): Promise<Report[]> {
  const { options, generator } = stage
  const size = options.short ? 'short' : 'whole'
  const installation = await stage.installation(2)
  const ours = await installation.start()
  const only = (index: number): Side => ({ ...ours, urls: [ours.urls[index]!] })
  const job = { supply: { kind: 'new', perRequest: 1, distinct: 0 } as const, seconds: seconds[size] }
  const found = await asOwner(installation.databaseUrl, async (client) => {
    await givePhone(client)
    const besides = trickle(ours.urls[1]!, seconds[size])
    await measure(generator, only(0), { ...job, connections: 8, perSecond: Math.ceil(alerts[size] / seconds[size]) })
    await besides
    await pause(graceSeconds * 1_000)
    return {
      messages: await countMessages(client),
      untold: await countUntold(client),
      others: await readOthers(client),
    }
  })
  await ours.stop()
  return [
    {
      scenario: `storm, ${alerts[size]} alerts in ${seconds[size]} s on one source`,
      figures: [
        ...(['sms', 'voice', 'email'] as const).map((channel) => {
          const count = found.messages[channel] ?? 0
          const kept = count > 0 && count <= most[channel]
          return {
            name: `${channel} to the person`,
            ours: count,
            unit: '',
            budget: { text: `at most ${most[channel]}`, kept },
          }
        }),
        {
          name: 'alerts nobody was told of',
          ours: found.untold,
          unit: '',
          budget: { text: 'none', kept: found.untold === 0 },
        },
        { name: 'page of another person, p99', ours: found.others.p99, unit: 'ms' },
      ],
      notes: [`${found.others.pages} of ${seconds[size]} pages of the other person went out`],
    },
  ]
}

/** The first person has a phone and a mailbox instead of a webhook. */
async function givePhone(client: Client): Promise<void> {
  await client.query(`delete from notification_rules where user_id = (select id from users where key = 'person-1')`)
  await client.query(
    `update contacts set archived_at = now() where user_id = (select id from users where key = 'person-1')`,
  )
  await client.query(
    `insert into contacts (org_id, id, user_id, key, channel, address, verified_at)
     select org_id, gen_random_uuid(), id, channel, channel, address, now() from users,
       (values ('sms', '+4915112345678'), ('voice', '+4915112345678'), ('email', 'person-1@example.test')) as t(channel, address)
     where users.key = 'person-1'`,
  )
}

/** One alert a second, as long as the storm lasts. */
async function trickle(url: string, forSeconds: number): Promise<void> {
  for (let second = 0; second < forSeconds; second += 1) {
    const body = JSON.stringify([
      {
        labels: { alertname: 'Other', instance: `beside-${second}`, severity: 'critical' },
        annotations: { summary: 'beside' },
      },
    ])
    await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    await pause(1_000)
  }
}

async function countMessages(client: Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ channel: string; count: string }>(
    `select channel, count(*) from deliveries join users on users.id = deliveries.user_id
     where users.key = 'person-1' and sent_at is not null and bundle_id is null and deliveries.kind in ('page', 'bundle')
     group by channel`,
  )
  return Object.fromEntries(rows.map(({ channel, count }) => [channel, Number(count)]))
}

/** Alerts of the storm that no message names and none counts. */
async function countUntold(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `select count(*) from alerts join sources on sources.id = alerts.source_id and sources.key = 'person-1'
     where not exists (select from deliveries where deliveries.alert_id = alerts.id and sent_at is not null)`,
  )
  return Number(rows[0]!.count)
}

async function readOthers(client: Client): Promise<{ pages: number; p99: number }> {
  const { rows } = await client.query<{ pages: string; p99: number }>(
    `select count(*) as pages, coalesce(percentile_cont(0.99) within group (order by took), 0) as p99
     from (select extract(epoch from min(sent_at) - alerts.created_at)::float * 1000 as took
       from alerts join sources on sources.id = alerts.source_id and sources.key = 'person-2'
       join deliveries on deliveries.alert_id = alerts.id and sent_at is not null group by alerts.id, alerts.created_at) as paged`,
  )
  return { pages: Number(rows[0]!.pages), p99: rows[0]!.p99 }
}
