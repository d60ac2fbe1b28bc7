import type { Source } from '../api/types.ts'

export interface SourceFilters {
  q?: string | undefined
  type?: string | undefined
  customer?: string | undefined
}

/**
 * What a list shows of the sources: those that fit, by name; Pikett's own stand last. `typeName` says a type in words, so that
 * it can be searched for.
 */
export function shownSources(
  sources: readonly Source[],
  filters: SourceFilters,
  typeName: (type: string) => string,
  language: string,
): Source[] {
  const words = (filters.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const fits = (source: Source) => {
    if (filters.type && source.type !== filters.type) return false
    if (filters.customer && source.customer !== filters.customer) return false
    const text = `${source.name} ${source.key} ${typeName(source.type)} ${source.customer ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
  const order = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  return sources
    .filter(fits)
    .sort((one, other) => Number(one.builtIn) - Number(other.builtIn) || order.compare(one.name, other.name))
}

/** Heights of the bars of a day, 0 to 1, by the busiest hour; any event at all can be seen. */
export function barHeights(eventsByHour: readonly number[]): number[] {
  const most = Math.max(...eventsByHour, 0)
  return eventsByHour.map((count) => (count === 0 ? 0 : Math.max(0.15, count / most)))
}

/** The rule that dropped an event, from the detail that the server keeps beside it. */
export function droppingRule(event: { reason: string | null; detail: string | null }): string | undefined {
  if (event.reason !== 'dropped_by_rule') return undefined
  return /^rule "(.+?)"(?:;|$)/.exec(event.detail ?? '')?.[1]
}
