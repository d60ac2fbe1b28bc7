import { parse } from 'yaml'
import type { EventRule } from '../../contract/config/event-rule.ts'
import type { ConfigInput } from './people.ts'

/** Alice's set-up with these rules at her webhook source. */
export const withRules =
  (rules: object[], more: Partial<ConfigInput> = {}) =>
  (config: ConfigInput): ConfigInput => ({
    ...config,
    ...more,
    sources: config.sources!.map((source) =>
      source.key === 'anything' ? { ...source, rules: rules as EventRule[] } : source,
    ),
  })

/** The sources of an exported file. */
export function sourcesOf(text: string): NonNullable<ConfigInput['sources']> {
  return (parse(text) as ConfigInput).sources!
}
