import type { Outside } from './adapters/adapter.ts'
import type { Outbound } from '../kernel/outbound/index.ts'
import { createMemory } from './memory.ts'

/** A sender waits for its answer meanwhile; SNS gives up after 15 s. */
const timeoutMs = 5_000

/** Certificates and confirmations have a few kilobytes. */
const maxResponseBytes = 64 * 1024

/** What adapters check signatures with: guarded requests to the outside, and what this node remembers. */
export function createOutside(outbound: Outbound): Outside {
  return {
    get: async (url) => {
      const headers = { 'user-agent': 'Pikett' }
      const { status, body } = await outbound.request({ url, method: 'GET', headers, timeoutMs, maxResponseBytes })
      return { status, body }
    },
    memory: createMemory(),
  }
}
