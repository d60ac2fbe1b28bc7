import type { Criticality, Service } from './queries.ts'

/** What a service stands on and what it carries, one step in each direction, by name. */
export function neighbours(services: readonly Service[], key: string) {
  const byKey = new Map(services.map((service) => [service.key, service]))
  const standsOn = (byKey.get(key)?.dependsOn ?? []).flatMap((one) => byKey.get(one) ?? [])
  return { standsOn, carries: services.filter(({ dependsOn }) => dependsOn.includes(key)) }
}

/** The services that may not be named, because they stand on this one themselves: a circle would wait for itself. */
export function wouldCircle(services: readonly Service[], key: string): ReadonlySet<string> {
  const found = new Set([key])
  for (let grown = true; grown;) {
    grown = false
    for (const { key: other, dependsOn } of services) {
      if (found.has(other) || !dependsOn.some((one) => found.has(one))) continue
      found.add(other)
      grown = true
    }
  }
  return found
}

const weight: Record<Criticality, number> = { high: 0, medium: 1, low: 2 }

/** The weightiest first, then by name. */
export function sorted(services: readonly Service[], language: string): Service[] {
  const order = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  return [...services].sort(
    (one, other) => weight[one.criticality] - weight[other.criticality] || order.compare(one.name, other.name),
  )
}
