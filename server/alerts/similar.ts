import { sql } from 'kysely'
import type { SimilarAlert, SimilarAlerts } from '../../contract/alert-context.ts'
import { rankSimilar, usualLength } from '../../rules/alerts/similar.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import type { AlertRow } from './list.ts'

const days = 30
const shownMost = 8
/** So far back among all alerts it is looked, so that the answer costs the same in an installation of any age. */
const lookedAt = 20_000
const comparedMost = 500

/** What was like this alert within the last 30 days, how often, and how it ended. */
export async function showSimilar(work: Work, alert: AlertRow): Promise<SimilarAlerts> {
  const since = work.now.subtract({ hours: days * 24 })
  const candidates = await listCandidates(work.trx, alert, since)
  const same = candidates.filter((one) => one.sourceId === alert.sourceId && one.dedupKey === alert.dedupKey)
  const lengths = same.flatMap((one) =>
    one.resolvedAt === null ? [] : [Math.round(one.createdAt.until(one.resolvedAt).total('seconds'))],
  )
  return {
    days,
    times: same.length,
    endedAlone: same.filter((one) => one.status === 'resolved' && one.resolverKey === null).length,
    usualSeconds: usualLength(lengths) ?? null,
    items: rankSimilar(alert, candidates, shownMost).map(({ candidate, kinship, likeness }) => ({
      ...present(candidate),
      kinship,
      likeness,
    })),
  }
}

/** Other alerts of the same source or service, the newest first. */
async function listCandidates(trx: Trx, alert: AlertRow, since: Temporal.Instant) {
  const recent = trx
    .selectFrom('alerts')
    .select(['alerts.orgId', 'alerts.id', 'alerts.number', 'alerts.sourceId', 'alerts.serviceId', 'alerts.createdAt'])
    .orderBy('alerts.number', 'desc')
    .limit(lookedAt)
    .as('recent')
  return trx
    .selectFrom(recent)
    .innerJoin('alerts', (join) => join.onRef('alerts.orgId', '=', 'recent.orgId').onRef('alerts.id', '=', 'recent.id'))
    .leftJoin('users as resolvers', (join) =>
      join.onRef('resolvers.orgId', '=', 'alerts.orgId').onRef('resolvers.id', '=', 'alerts.resolvedBy'),
    )
    .select(['alerts.id', 'alerts.number', 'alerts.summary', 'alerts.status', 'alerts.sourceId', 'alerts.serviceId'])
    .select(['alerts.dedupKey', 'alerts.createdAt', 'alerts.resolvedAt', 'alerts.resolvedVia'])
    .select(['resolvers.key as resolverKey', 'resolvers.name as resolverName'])
    .where('recent.createdAt', '>=', since)
    .where('recent.id', '<>', alert.id)
    .where(sql<boolean>`(recent.source_id = ${alert.sourceId}::uuid or recent.service_id = ${alert.serviceId}::uuid)`)
    .orderBy('recent.number', 'desc')
    .limit(comparedMost)
    .execute()
}

type Candidate = Awaited<ReturnType<typeof listCandidates>>[number]

function present(row: Candidate): Omit<SimilarAlert, 'kinship' | 'likeness'> {
  return {
    id: row.id,
    number: row.number,
    summary: row.summary,
    status: row.status,
    createdAt: row.createdAt.toString(),
    resolvedAt: row.resolvedAt?.toString() ?? null,
    resolvedBy: row.resolverKey === null ? null : { key: row.resolverKey, name: row.resolverName! },
    resolvedVia: row.resolvedVia,
  }
}
