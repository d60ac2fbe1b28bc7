import type { AlertEvent } from '../../../../contract/intake/event.ts'
import type { Slice } from './slices.ts'

/** An alert as it was read, but for what its end decides. Shared by all that repeat it: nobody changes it. */
export interface ReadAlert {
  event: Omit<AlertEvent, 'action' | 'expiresAt' | 'reason'>
  startsAt: Temporal.Instant | undefined
}

/** Characters of alerts in each of the two halves; what was read from them takes about as much again, or three times that. */
const mostLength = 2 * 1024 * 1024

/** Longer alerts are rare, and would drive out the others. */
const longest = 16 * 1024

/**
 * What the texts of alerts were read as. Prometheus sends an open alert again and again with nothing changed but its end: then
 * only the end has to be read. Bounded, the alerts that were not seen for longest are forgotten first, half of all at a time.
 */
export class AlertMemory {
  private young = new Map<string, ReadAlert>()
  private old = new Map<string, ReadAlert>()
  private length = 0

  find({ rest }: Slice): ReadAlert | undefined {
    const known = this.young.get(rest)
    if (known) return known
    const seen = this.old.get(rest)
    if (seen) this.add(rest, seen)
    return seen
  }

  /** Unless the parser found another end than the one that was cut out. */
  keep({ rest, endsAt }: Slice, read: ReadAlert): void {
    if (rest.length > longest || endsAt !== (read.event.raw as { endsAt?: unknown }).endsAt) return
    this.add(rest, read)
  }

  private add(rest: string, read: ReadAlert): void {
    this.length += rest.length
    if (this.length > mostLength) {
      this.old = this.young
      this.young = new Map()
      this.length = rest.length
    }
    this.young.set(rest, read)
  }
}
