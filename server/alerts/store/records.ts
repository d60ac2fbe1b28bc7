import type { Alert } from '../types.ts'

/** The columns of an alert as `json_to_recordset` reads them. */
export const recordColumns = `id uuid, number bigint, source_id uuid, dedup_key text, summary text, status text, priority text,
  severity text, customer_id uuid, service_id uuid, escalation_policy_id uuid, fields jsonb, links jsonb, images jsonb,
  count integer, created_at timestamptz, last_event_at timestamptz, acknowledged_at timestamptz, acknowledged_by uuid,
  acknowledged_via text, snoozed_until timestamptz, resolved_at timestamptz, resolved_by uuid, resolved_via text, expires_at timestamptz,
  content_hash uuid,
  raise_at timestamptz, raise_when text, tags text[]`

/** Written out: it is asked for each alert, and to turn names around costs more than the database needs for the row. */
export function asRecord(alert: Alert): Record<string, unknown> {
  return {
    id: alert.id,
    number: alert.number,
    source_id: alert.sourceId,
    dedup_key: alert.dedupKey,
    summary: alert.summary,
    status: alert.status,
    priority: alert.priority,
    severity: alert.severity,
    customer_id: alert.customerId,
    service_id: alert.serviceId,
    escalation_policy_id: alert.escalationPolicyId,
    fields: alert.fields,
    links: alert.links,
    images: alert.images,
    count: alert.count,
    created_at: alert.createdAt,
    last_event_at: alert.lastEventAt,
    acknowledged_at: alert.acknowledgedAt,
    acknowledged_by: alert.acknowledgedBy,
    acknowledged_via: alert.acknowledgedVia,
    snoozed_until: alert.snoozedUntil,
    resolved_at: alert.resolvedAt,
    resolved_by: alert.resolvedBy,
    resolved_via: alert.resolvedVia,
    expires_at: alert.expiresAt,
    content_hash: alert.contentHash,
    raise_at: alert.raiseAt,
    raise_when: alert.raiseWhen,
    tags: alert.tags,
  }
}
