/** One difference between a configuration file and what is set up. */
export interface SyncChange {
  noun: string
  key: string
  action: 'create' | 'update' | 'remove'
  /** The names of the fields that differ; empty for create and remove. */
  fields: string[]
}

/** How one noun is brought in line with a configuration file. `Item` is the shape of the file. */
export interface SyncPlan<Item extends { key: string }> {
  noun: string
  wanted: readonly Item[]
  /** What is set up now, in the shape of the file. Only managed items (an earlier file made them) are removed. */
  existing: readonly { item: Item; managed: boolean }[]
  create(item: Item): Promise<void>
  update(item: Item, before: Item): Promise<void>
  remove(before: Item): Promise<void>
}

/**
 * Applies the differences, creations and updates first in the order of the file, then removals. Applying the same file
 * twice changes nothing: items are compared as canonical JSON, so `existing` must be complete and have defaults filled in.
 */
export async function sync<Item extends { key: string }>(plan: SyncPlan<Item>): Promise<SyncChange[]> {
  const changes: SyncChange[] = []
  const existingByKey = new Map(plan.existing.map((one) => [one.item.key, one]))
  for (const item of plan.wanted) {
    const before = existingByKey.get(item.key)
    existingByKey.delete(item.key)
    if (before === undefined) {
      await plan.create(item)
      changes.push({ noun: plan.noun, key: item.key, action: 'create', fields: [] })
      continue
    }
    const fields = differingFields(before.item, item)
    if (fields.length === 0 && before.managed) continue
    await plan.update(item, before.item)
    if (fields.length > 0) changes.push({ noun: plan.noun, key: item.key, action: 'update', fields })
  }
  for (const { item, managed } of existingByKey.values()) {
    if (!managed) continue
    await plan.remove(item)
    changes.push({ noun: plan.noun, key: item.key, action: 'remove', fields: [] })
  }
  return changes
}

/** The top-level fields in which two items differ; absent and undefined are the same. */
export function differingFields(before: object, after: object): string[] {
  const left = before as Record<string, unknown>
  const right = after as Record<string, unknown>
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names].filter((name) => canonical(left[name]) !== canonical(right[name])).toSorted()
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  )
}
