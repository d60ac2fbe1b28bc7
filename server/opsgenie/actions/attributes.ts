import type { Attributes, FoundAlert } from '../types.ts'

const priorityBySeverity: Readonly<Record<string, Attributes['priority']>> = {
  critical: 'P1',
  error: 'P2',
  warning: 'P3',
  info: 'P5',
  unknown: 'P3',
}

/** What Opsgenie shows of an alert; of one that it did not create, such as a test event, what can be said. */
export function attributesOf({ attributes, dedupKey, severity, fields }: FoundAlert): Attributes {
  return (
    attributes ?? {
      alias: dedupKey,
      priority: priorityBySeverity[severity] ?? 'P3',
      description: '',
      entity: '',
      source: '',
      tags: [],
      details: fields,
      actions: [],
      responders: [],
    }
  )
}
