import type { Channel } from '../../../contract/config/person.ts'

/**
 * An address for the eyes of colleagues: enough to recognise one's own, not enough to copy it. `a…@example.test`,
 * `+49…678`, and of a webhook the host, because its path is often a secret.
 */
export function maskAddress(channel: Channel, address: string): string {
  if (channel === 'webhook' || channel === 'push') return URL.canParse(address) ? new URL(address).host : '…'
  if (channel === 'email') return address.replace(/^(.)[^@]*(?=@)/u, '$1…')
  return `${address.slice(0, 3)}…${address.slice(-3)}`
}
