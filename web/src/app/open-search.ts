import { text } from './search-values.ts'

/** Which dialog of the view is open, by a name of the view. */
export interface OpenSearch {
  open?: string | undefined
}

export function readOpen(search: Record<string, unknown>): OpenSearch {
  const open = text(search['open'])
  return open === undefined ? {} : { open }
}
