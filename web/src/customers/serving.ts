import type { Source } from '../api/types.ts'

/** What is there for one customer, by keys. */
export interface Serving {
  policies: ReadonlySet<string>
  schedules: ReadonlySet<string>
}

type Leading = Pick<Source, 'customer' | 'escalationPolicy' | 'builtIn'>
interface Steps {
  key: string
  steps: readonly { targets: readonly string[] }[]
}

/**
 * The policies along which the sources of a customer lead, and sources that all customers share, with the schedules that
 * those policies name. Event rules may send an alert along another policy.
 */
export function servingOf(customer: string, sources: readonly Leading[], policies: readonly Steps[]): Serving {
  const leading = sources.filter((one) => !one.builtIn && (one.customer === null || one.customer === customer))
  const keys = new Set(leading.flatMap(({ escalationPolicy }) => escalationPolicy ?? []))
  const targets = policies.flatMap(({ key, steps }) => (keys.has(key) ? steps.flatMap((step) => step.targets) : []))
  const named = targets.map((target) => target.split(':', 2))
  return {
    policies: keys,
    schedules: new Set(named.flatMap(([kind, key]) => (kind === 'schedule' && key ? [key] : []))),
  }
}
