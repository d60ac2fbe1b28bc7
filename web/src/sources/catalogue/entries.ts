import type { SourceType } from '../../../../contract/config/source.ts'
import { rank } from '../../app/fuzzy.ts'

export const groups = ['generic', 'monitoring', 'cloud', 'rmm', 'mail', 'platform'] as const
export type CatalogueGroup = (typeof groups)[number]

/** Where each integration stands in the catalogue. A type that is missing here does not compile. */
const groupByType: Record<SourceType, CatalogueGroup> = {
  webhook: 'generic',
  cloudevents: 'generic',
  alertmanager: 'monitoring',
  checkmk: 'monitoring',
  datadog: 'monitoring',
  grafana: 'monitoring',
  icinga: 'monitoring',
  nagios: 'monitoring',
  prtg: 'monitoring',
  sentry: 'monitoring',
  uptimekuma: 'monitoring',
  zabbix: 'monitoring',
  azure: 'cloud',
  cloudwatch: 'cloud',
  gcp: 'cloud',
  datto: 'rmm',
  ncentral: 'rmm',
  ninjaone: 'rmm',
  email: 'mail',
  ilert: 'platform',
  opsgenie: 'platform',
  pagerduty: 'platform',
}

export const sourceTypeNames = Object.keys(groupByType) as SourceType[]

export interface CatalogueEntry {
  type: SourceType
  name: string
  /** One line that says what it is for. */
  text: string
}

/** The catalogue in its groups; searched, what fits best first and groups without a hit left out. */
export function catalogue(entries: readonly CatalogueEntry[], query: string) {
  const found = rank(query, entries, ({ name, type, text }) => [name, type, text])
  return groups.flatMap((group) => {
    const items = found.filter(({ type }) => groupByType[type] === group)
    return items.length > 0 ? [{ group, items }] : []
  })
}

/** Two letters in the place of a logo that is not ours to show. */
export function initials(name: string): string {
  const words = name.replaceAll(/\(.*?\)/g, '').match(/[\p{L}\p{N}]+/gu) ?? []
  const [first = '', second] = words
  return (second ? `${first[0]}${second[0]}` : first.slice(0, 2)).toUpperCase()
}
