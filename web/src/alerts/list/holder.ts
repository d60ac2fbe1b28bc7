import type { Alert } from '../../api/types.ts'

/** Who has it: whoever acknowledged or resolved it, or whom it was given to. */
export function holderOf(alert: Pick<Alert, 'status' | 'resolvedBy' | 'acknowledgedBy' | 'assignedTo'>): string | null {
  if (alert.status === 'resolved') return alert.resolvedBy?.name ?? null
  return alert.acknowledgedBy?.name ?? alert.assignedTo?.name ?? null
}
