import { sql } from 'kysely'
import type { Trx } from '../../kernel/db/types.ts'

/** What a threshold counts together. */
export interface HitKey {
  sourceId: string
  rule: string
  dedupKey: string
}

export interface Hits extends HitKey {
  /** In milliseconds since the epoch. */
  hits: readonly number[]
}

/** The triggers that these thresholds counted so far, locked until the transaction ends: other nodes count after it. */
export async function lockHits(
  trx: Trx,
  orgId: string,
  keys: readonly HitKey[],
  now: Temporal.Instant,
): Promise<Hits[]> {
  const json = keys.map(({ sourceId, rule, dedupKey }) => ({ source_id: sourceId, rule, dedup_key: dedupKey }))
  const { rows } = await sql<Hits>`
    insert into event_rule_hits (org_id, source_id, rule, dedup_key, hits, expires_at)
    select ${orgId}::uuid, source_id, rule, dedup_key, '[]', ${now}
    from jsonb_to_recordset(${JSON.stringify(json)}::jsonb) as row(source_id uuid, rule text, dedup_key text)
    order by source_id, rule, dedup_key
    on conflict (org_id, source_id, rule, dedup_key) do update set hits = event_rule_hits.hits
    returning source_id, rule, dedup_key, hits`.execute(trx)
  return rows
}

/** Writes back what was locked before. */
export async function saveHits(
  trx: Trx,
  orgId: string,
  rows: readonly (Hits & { expiresAt: Temporal.Instant })[],
): Promise<void> {
  const json = rows.map(({ sourceId, rule, dedupKey, hits, expiresAt }) => ({
    source_id: sourceId,
    rule,
    dedup_key: dedupKey,
    hits,
    expires_at: expiresAt,
  }))
  await sql`
    update event_rule_hits set hits = row.hits, expires_at = row.expires_at
    from jsonb_to_recordset(${JSON.stringify(json)}::jsonb)
      as row(source_id uuid, rule text, dedup_key text, hits jsonb, expires_at timestamptz)
    where event_rule_hits.org_id = ${orgId}::uuid and event_rule_hits.source_id = row.source_id
      and event_rule_hits.rule = row.rule and event_rule_hits.dedup_key = row.dedup_key`.execute(trx)
}

/** Deletes at most `limit` counts that count no more. */
export async function deleteExpiredHits(trx: Trx, now: Temporal.Instant, limit: number): Promise<number> {
  const result = await sql`
    delete from event_rule_hits where ctid in (
      select ctid from event_rule_hits where org_id = app_org() and expires_at <= ${now} limit ${limit}
      for update skip locked)`.execute(trx)
  return Number(result.numAffectedRows)
}

/** What a rule did since the last time that it was written. */
export interface RuleCount {
  sourceId: string
  rule: string
  matches: number
  lastMatchAt: Temporal.Instant | null
  failures: number
  lastFailureAt: Temporal.Instant | null
  lastFailure: string | null
}

export async function addCounts(trx: Trx, orgId: string, counts: readonly RuleCount[]): Promise<void> {
  if (counts.length === 0) return
  const json = counts.map((one) => ({
    source_id: one.sourceId,
    rule: one.rule,
    matches: one.matches,
    last_match_at: one.lastMatchAt,
    failures: one.failures,
    last_failure_at: one.lastFailureAt,
    last_failure: one.lastFailure,
  }))
  await sql`
    insert into event_rule_counts as known (org_id, source_id, rule, matches, last_match_at, failures, last_failure_at, last_failure)
    select ${orgId}::uuid, source_id, rule, matches, last_match_at, failures, last_failure_at, last_failure
    from jsonb_to_recordset(${JSON.stringify(json)}::jsonb) as row(source_id uuid, rule text, matches bigint,
      last_match_at timestamptz, failures bigint, last_failure_at timestamptz, last_failure text)
    order by source_id, rule
    on conflict (org_id, source_id, rule) do update set
      matches = known.matches + excluded.matches,
      last_match_at = greatest(known.last_match_at, excluded.last_match_at),
      failures = known.failures + excluded.failures,
      last_failure = case when excluded.last_failure_at >= coalesce(known.last_failure_at, excluded.last_failure_at)
        then excluded.last_failure else known.last_failure end,
      last_failure_at = greatest(known.last_failure_at, excluded.last_failure_at)`.execute(trx)
}

export async function listCounts(trx: Trx, sourceId: string) {
  return trx.selectFrom('eventRuleCounts').selectAll().where('sourceId', '=', sourceId).execute()
}

/** Forgets what these rules of a source did and counted: they are not the same any more. */
export async function forgetRules(trx: Trx, sourceId: string, rules: readonly string[]): Promise<void> {
  if (rules.length === 0) return
  for (const table of ['eventRuleCounts', 'eventRuleHits'] as const) {
    await trx.deleteFrom(table).where('sourceId', '=', sourceId).where('rule', 'in', rules).execute()
  }
}

/** An event as an adapter understood it, in JSON. */
export interface Sample {
  id: string
  sourceId: string
  receivedAt: Temporal.Instant
  event: string
}

/** Rules can be tried on so many events of a source. */
const keptSamples = 200

/** Adds samples and deletes those of their sources that are too old; what another node deletes is left to it. */
export async function addSamples(trx: Trx, orgId: string, samples: readonly Sample[]): Promise<void> {
  if (samples.length === 0) return
  await trx
    .insertInto('eventSamples')
    .values(samples.map((sample) => ({ ...sample, orgId })))
    .execute()
  const sourceIds = [...new Set(samples.map((sample) => sample.sourceId))]
  await sql`
    with old as materialized (
      select sample.id from unnest(${sourceIds}::uuid[]) as wanted(source_id)
      cross join lateral (select id from event_samples where org_id = ${orgId}::uuid and source_id = wanted.source_id
        order by id desc offset ${keptSamples}) as sample),
    locked as materialized (
      select id from event_samples where org_id = ${orgId}::uuid and id in (select id from old) for update skip locked)
    delete from event_samples using locked where event_samples.org_id = ${orgId}::uuid and event_samples.id = locked.id`.execute(
    trx,
  )
}

/** Newest first. */
export async function listSamples(trx: Trx, sourceId: string, limit: number): Promise<Sample[]> {
  return trx
    .selectFrom('eventSamples')
    .select(['id', 'sourceId', 'receivedAt', 'event'])
    .where('sourceId', '=', sourceId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Deletes the samples whose id is less. */
export async function deleteSamplesBefore(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('eventSamples').where('id', '<', id).execute()
}
