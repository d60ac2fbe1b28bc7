import type { Priority } from '../../../contract/keys.ts'

/** What of a policy is seen; all of it stands in the address. */
export interface PolicySearch {
  edit?: 'yes'
  /** When the simulated alert begins, ISO 8601; now when left out. */
  at?: string
  priority?: Priority
  /** Keys of who does not answer, joined by commas; nobody answers when left out. */
  silent?: string
}

export function readPolicySearch(search: Record<string, unknown>): PolicySearch {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  const at = text(search['at'])
  const found = {
    edit: search['edit'] === 'yes' ? ('yes' as const) : undefined,
    at: at !== undefined && !Number.isNaN(Date.parse(at)) ? at : undefined,
    priority: search['priority'] === 'low' ? ('low' as const) : undefined,
    silent: text(search['silent']),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}
