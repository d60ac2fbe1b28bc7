import type pg from 'pg'
import { kindNames } from './problems.ts'

/** What the tables hold when everything has settled. Instants are milliseconds since 1970. */
export interface Rows {
  alerts: AlertRow[]
  pages: {
    id: string
    alertId: string
    epoch: number
    round: number
    step: number
    /** Their key. */
    user: string
    kind: string
    createdMs: number
  }[]
  deliveries: { id: string; alertId: string; pageId: string; attempt: number; status: string }[]
  entries: { alertId: string; kind: string }[]
  /** What the audit log's own check says; undefined when its chain is whole. */
  auditProblem?: string
}

export interface AlertRow {
  id: string
  /** Of its organization and of its problem. */
  key: string
  status: 'triggered' | 'acknowledged' | 'resolved'
  count: number
  createdMs: number
  acknowledgedMs: number | null
  resolvedMs: number | null
  epoch: number | null
  escalation: string | null
  nextMs: number | null
  held: boolean
}

const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`

/** As the owner of the tables, in one round trip. */
export async function readRows(admin: pg.Client): Promise<Rows> {
  const { rows } = await admin.query<{ rows: Rows }>({ name: 'rows', text: sql })
  return rows[0]!.rows
}
const sql = `select json_build_object(
    'alerts', (select coalesce(json_agg(json_build_object('id', a.id, 'key', o.key || '/' || a.dedup_key, 'status', a.status,
      'count', a.count, 'createdMs', ${ms('a.created_at')}, 'acknowledgedMs', ${ms('a.acknowledged_at')},
      'resolvedMs', ${ms('a.resolved_at')}, 'epoch', e.epoch, 'escalation', e.status, 'nextMs', ${ms('e.next_at')},
      'held', h.alert_id is not null) order by a.id), '[]') from alerts a join organizations o on o.id = a.org_id
      left join escalations e on e.alert_id = a.id left join alert_holds h on h.alert_id = a.id
      where a.source_id in (select id from sources where key = any ('{${kindNames.join()}}'))),
    'pages', (select coalesce(json_agg(json_build_object('id', id, 'alertId', alert_id, 'epoch', epoch, 'round', round,
      'step', step, 'user', (select key from users u where u.org_id = p.org_id and u.id = p.user_id), 'kind', kind, 'createdMs', ${ms('created_at')}) order by id), '[]') from pages p),
    'deliveries', (select coalesce(json_agg(json_build_object('id', id, 'alertId', alert_id, 'pageId', page_id,
      'attempt', attempt, 'status', status) order by id), '[]') from deliveries where kind = 'page'),
    'entries', (select coalesce(json_agg(json_build_object('alertId', alert_id, 'kind', kind) order by id), '[]')
      from timeline_entries)) as rows`
