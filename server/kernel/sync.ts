/** One difference between a configuration file and what is set up. */
export interface SyncChange {
  noun: string
  key: string
  action: 'create' | 'update' | 'remove'
  /** The names of the fields that differ; empty for create and remove. */
  fields: string[]
}

/**
 * How far a list speaks. A file is complete: what an earlier file made and it no longer names is removed, and what it writes
 * belongs to it. With `only` the list is about the item of this key, present or absent, and the others are left alone.
 */
export interface Extent {
  only?: string
  /** What is written belongs to the configuration file. */
  managed: boolean
}

export const wholeFile: Extent = { managed: true }

/** How one noun is brought in line with a configuration file. `Item` is the shape of the file. */
export interface SyncPlan<Item extends { key: string }> {
  noun: string
  wanted: readonly Item[]
  extent: Extent
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
  const { only, managed: ofFile } = plan.extent
  const concerned = only === undefined ? plan.existing : plan.existing.filter(({ item }) => item.key === only)
  const existingByKey = new Map(concerned.map((one) => [one.item.key, one]))
  for (const item of plan.wanted) {
    const before = existingByKey.get(item.key)
    existingByKey.delete(item.key)
    if (before === undefined) {
      await plan.create(item)
      changes.push({ noun: plan.noun, key: item.key, action: 'create', fields: [] })
      continue
    }
    const fields = differingFields(before.item, item)
    if (fields.length === 0 && before.managed === ofFile) continue
    await plan.update(item, before.item)
    if (fields.length > 0) changes.push({ noun: plan.noun, key: item.key, action: 'update', fields })
  }
  for (const { item, managed } of existingByKey.values()) {
    if (!managed && only === undefined) continue
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

/** The same text for the same content, in whatever order its fields stand. */
export function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  )
}
