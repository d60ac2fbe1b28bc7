import type { Alert } from '../../api/types.ts'
import type { Grouping } from '../filters.ts'

/** What stands below each other in the list. */
export type ListItem =
  | { kind: 'alert'; id: string; alert: Alert; index: number }
  | { kind: 'heading'; id: string; key: string | null; name: string | null }
  | { kind: 'members'; id: string; lead: Alert }

/** Headings where the group changes, the members of opened leads below them. */
export function itemsOf(rows: readonly Alert[], by: Grouping | undefined, opened: ReadonlySet<string>): ListItem[] {
  const items: ListItem[] = []
  let before: string | null | undefined
  for (const [index, alert] of rows.entries()) {
    const key = by && alert[by]
    if (by && key !== undefined && key !== before) {
      before = key
      items.push({ kind: 'heading', id: `heading ${key ?? ''}`, key, name: alert[`${by}Name`] })
    }
    items.push({ kind: 'alert', id: alert.id, alert, index })
    if (opened.has(alert.id) && hasMembers(alert))
      items.push({ kind: 'members', id: `members ${alert.id}`, lead: alert })
  }
  return items
}

export function hasMembers({ group }: Pick<Alert, 'group'>): boolean {
  return group?.role === 'lead' && group.members > 0
}

/** The rows between two, whichever was chosen first. */
export function between(rows: readonly { id: string }[], from: string, to: string): string[] {
  const [a, b] = [rows.findIndex((row) => row.id === from), rows.findIndex((row) => row.id === to)]
  if (a < 0 || b < 0) return [to]
  return rows.slice(Math.min(a, b), Math.max(a, b) + 1).map((row) => row.id)
}
