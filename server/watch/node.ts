import { randomUUID } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { hostname } from 'node:os'
import type { NodeState } from '../../rules/watch/findings.ts'
import { clockSkewMs } from '../kernel/http/health.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { DeliveryHealth } from '../notifications/index.ts'
import type { ObservedLoops } from './loops.ts'
import type { NodeRow } from './types.ts'

/** This process, as it signs in with the others. */
export interface ThisNode {
  readonly id: string
  /** What it tells of itself now. */
  describe(now: Temporal.Instant): Promise<NodeRow>
}

interface NodeParts {
  kernel: Kernel
  version: string
  loops: ObservedLoops
  deliveries: DeliveryHealth
  /** Where it listens. */
  url(): string
}

export function createNode({ kernel, version, loops, deliveries, url }: NodeParts): ThisNode {
  // Not rising like other ids: nothing sorts by it, and two nodes may start in the same millisecond.
  const id = randomUUID()
  const startedAt = kernel.clock.now()
  return {
    id,
    async describe(now) {
      const state: NodeState = {
        skewMs: await skewMs(kernel),
        loops: loops.states(now),
        failingProviders: deliveries.failing(now).map(({ orgId, provider, since, tries, reason }) => ({
          orgId,
          provider,
          since: since.toString(),
          tries,
          reason,
        })),
        ...deliveries.counts(now),
        disk: await diskOf(kernel),
      }
      const name = `${hostname()}:${new URL(url()).port || '80'}`
      return { id, name, role: kernel.config.role, version, startedAt, seenAt: now, state }
    },
  }
}

/** A clock that follows no machine (a test's) cannot go wrong. */
async function skewMs(kernel: Kernel): Promise<number> {
  return kernel.clock.machine ? Math.round(await clockSkewMs(kernel)) : 0
}

/** Only of the disk that the embedded database fills; another one is watched by whoever runs it. */
async function diskOf({ config, log }: Kernel): Promise<NodeState['disk']> {
  if (config.databaseUrl !== undefined) return null
  try {
    const { bavail, blocks, bsize } = await statfs(config.dataDir)
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
  } catch (error) {
    log.warn({ error: (error as Error).message }, 'the free space of the data directory could not be read')
    return null
  }
}
