import type { Work } from '../kernel/db/work.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { addUses } from './store.ts'
import type { KeyUse } from './types.ts'

/** Uses reach the database this much later. */
const flushMs = 1_000

interface Pending extends KeyUse {
  orgId: string
  times: number
}

/** Writes one use in the transaction of what it was used for. */
export const noteUse = ({ trx, orgId }: Work, use: KeyUse): Promise<void> => addUses(trx, orgId, [{ ...use, times: 1 }])

/**
 * Uses of keys that somebody replaces, gathered and written every second in a transaction of their own: taking events never
 * waits for them. A crash loses those of a second.
 */
export class KeyUses {
  private readonly kernel: Kernel
  private pending = new Map<string, Pending>()
  private timer: NodeJS.Timeout | undefined
  private flushing: Promise<number> | undefined

  constructor(kernel: Kernel) {
    this.kernel = kernel
  }

  add(orgId: string, use: KeyUse): void {
    const key = `${use.holderId} ${use.name} ${use.refused}`
    const known = this.pending.get(key)
    this.pending.set(key, { ...use, orgId, times: (known?.times ?? 0) + 1 })
    this.timer ??= setTimeout(() => void this.flush(), flushMs)
  }

  /** Writes what has gathered; returns of how many organizations. Never rejects. */
  async flush(): Promise<number> {
    await this.flushing
    this.flushing = this.writeAll()
    return this.flushing
  }

  /** At the end of the process. */
  async drain(): Promise<void> {
    await this.flush()
    clearTimeout(this.timer)
  }

  private async writeAll(): Promise<number> {
    clearTimeout(this.timer)
    this.timer = undefined
    const taken = Map.groupBy(this.pending.values(), (one) => one.orgId)
    this.pending = new Map()
    for (const [orgId, uses] of taken) {
      try {
        await this.kernel.work.inOrganization(orgId, async (work) => {
          await addUses(work.trx, orgId, uses)
          for (const id of new Set(uses.map(({ holderId }) => holderId))) work.changed('sources', id)
        })
      } catch (error) {
        this.kernel.log.warn({ orgId, error: (error as Error).message }, 'uses of keys could not be written')
      }
    }
    return taken.size
  }
}
