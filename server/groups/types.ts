/** What is set up for an alert, and where it stands already. */
export interface Standing {
  id: string
  sourceGrouping: unknown
  customerGrouping: unknown
  /** The group that it leads. */
  leadsGroupId: string | null
  /** The group that it belongs to, or belonged to before it left. */
  groupId: string | null
  hasLeft: boolean
}

export interface Group {
  id: string
  leadId: string
  bucket: string | null
  openedAt: Temporal.Instant
}

/** An alert of a group as it stands now. */
export interface Grouped {
  id: string
  number: number
  summary: string
  status: 'triggered' | 'acknowledged' | 'resolved'
  priority: 'high' | 'low'
  customerId: string | null
  /** Why it pages nobody; null: nothing holds it. */
  heldFor: string | null
}

export interface Member extends Grouped {
  groupId: string
  score: number | null
  /** The latest time that its group settled, in ISO 8601. */
  settling: { since: string; until: string } | null
}

export interface NewMember {
  alertId: string
  groupId: string
  score: number | null
}
