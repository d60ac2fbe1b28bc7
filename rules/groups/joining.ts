import { similarity } from './similarity.ts'

/** How alerts are grouped. */
export interface Grouping {
  by: readonly string[]
  mode: 'window' | 'pending' | 'open'
  /** Of mode window. */
  windowSeconds?: number
  similarity?: { threshold: number }
}

/** How long a group takes further alerts when the configuration does not say so. */
const defaultWindowSeconds = 600

/** Of an alert what grouping asks for. */
export interface GroupedAlert {
  summary: string
  priority: 'high' | 'low'
  severity: string
  customerId: string | null
  serviceId: string | null
  escalationPolicyId: string | null
  fields: Readonly<Record<string, string>>
}

/**
 * What alerts have in common that may share a group; undefined when the alert lacks something it is grouped by: what is
 * unknown is not equal, and it pages for itself. The customer and the policy always count: alerts of two customers never
 * share a group, and a page to other people is never saved.
 */
export function bucketOf(grouping: Grouping, scope: string, alert: GroupedAlert): string | undefined {
  const values = grouping.by.map((name) => valueOf(name, alert))
  if (values.some((value) => value === undefined || value === '')) return undefined
  const { mode, by } = grouping
  const byText = grouping.similarity !== undefined
  return JSON.stringify([scope, alert.customerId, alert.escalationPolicyId, mode, byText, by, values])
}

function valueOf(name: string, alert: GroupedAlert): string | undefined {
  if (name === 'service') return alert.serviceId ?? undefined
  if (name === 'customer') return alert.customerId ?? undefined
  if (name === 'severity') return alert.severity
  return Object.hasOwn(alert.fields, name) ? alert.fields[name] : undefined
}

/** A group that may take an alert: its first alert's time, and the alert that leads it now. */
export interface OpenGroup {
  openedAt: Temporal.Instant
  summary: string
  priority: 'high' | 'low'
  status: 'triggered' | 'acknowledged' | 'resolved'
  /** The lead pages nobody for now (a maintenance window …): nothing may wait behind it. */
  held: boolean
}

/**
 * The score with which an alert joins a group, undefined when it must not. A low lead that somebody has acknowledged cannot
 * carry an urgent alert: nobody would hear of it.
 */
export function joinScore(
  grouping: Grouping,
  group: OpenGroup,
  alert: Pick<GroupedAlert, 'summary' | 'priority'>,
  now: Temporal.Instant,
): number | undefined {
  if (group.held || !takesMore(grouping, group, now)) return undefined
  if (alert.priority === 'high' && group.priority === 'low' && group.status !== 'triggered') return undefined
  const score = similarity(group.summary, alert.summary)
  return grouping.similarity !== undefined && score < grouping.similarity.threshold ? undefined : score
}

/** Whether the time of a group is not over: half-open, so that a group of ten minutes takes nothing at minute ten. */
export function takesMore(
  { mode, windowSeconds = defaultWindowSeconds }: Grouping,
  { openedAt, status }: Pick<OpenGroup, 'openedAt' | 'status'>,
  now: Temporal.Instant,
): boolean {
  if (status === 'resolved') return false
  if (mode === 'pending') return status === 'triggered'
  if (mode === 'open') return true
  return Temporal.Instant.compare(openedAt.add({ seconds: windowSeconds }), now) > 0
}

/** The best of the groups that an alert may join: the highest score, among equals the first one given. */
export function bestOf<Group extends OpenGroup>(
  grouping: Grouping,
  groups: readonly Group[],
  alert: Pick<GroupedAlert, 'summary' | 'priority'>,
  now: Temporal.Instant,
): { group: Group; score: number } | undefined {
  let best: { group: Group; score: number } | undefined
  for (const group of groups) {
    const score = joinScore(grouping, group, alert, now)
    if (score !== undefined && (best === undefined || score > best.score)) best = { group, score }
  }
  return best
}
