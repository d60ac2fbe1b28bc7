import type { ContactHistory } from '../../../../contract/people.ts'

/** What there is of a contact's last messages, the newest first: whether it works now is the first thing to know. */
export function newestFirst({ arrived, failed }: Pick<ContactHistory, 'arrived' | 'failed'>): ('arrived' | 'failed')[] {
  const at = {
    arrived: arrived ? Date.parse(arrived.at) : undefined,
    failed: failed ? Date.parse(failed.at) : undefined,
  }
  return (['arrived', 'failed'] as const)
    .filter((part) => at[part] !== undefined)
    .toSorted((a, b) => (at[b] ?? 0) - (at[a] ?? 0))
}
