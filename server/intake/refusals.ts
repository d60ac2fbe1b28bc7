import type { Limits } from './limits.ts'
import { maxRawLength, maxRefusedLength } from './limits.ts'
import type { OpenSource } from './types.ts'

const minuteMs = 60_000

/** Decides how many refused requests are kept: garbage must not fill the disk. Per node. */
export interface RefusalQuota {
  /** How many of `wanted` may be kept for this source now. */
  grant(source: OpenSource, wanted: number): number
}

export function createRefusalQuota({ refusedPerMinute }: Limits): RefusalQuota {
  const keptBySource = new Map<string, number>()
  let windowEndsAtMs = 0
  return {
    grant({ id }, wanted) {
      const nowMs = performance.now()
      if (nowMs >= windowEndsAtMs) {
        keptBySource.clear()
        windowEndsAtMs = nowMs + minuteMs
      }
      const kept = keptBySource.get(id) ?? 0
      const granted = Math.max(0, Math.min(wanted, refusedPerMinute - kept))
      keptBySource.set(id, kept + granted)
      return granted
    },
  }
}

/**
 * Text of a sender as it is kept: without the key of its source (whoever may read events need not know the secret), without
 * NUL (PostgreSQL cannot hold it), well-formed and cut.
 */
export function keptText(text: string, integrationKey: string, maxLength: number): string {
  const known = text.includes(integrationKey) ? text.replaceAll(integrationKey, '[integration key]') : text
  const cut = known.length > maxLength ? `${known.slice(0, maxLength - 1)}…` : known
  return cut.includes('\0') ? cut.replaceAll('\0', '\u2400').toWellFormed() : cut.toWellFormed()
}

/** A raw event, without the key of its source and cut. */
export function keptRaw(text: string, integrationKey: string): string {
  return keptText(text, integrationKey, maxRawLength)
}

/** A refused body; bytes that are not UTF-8 become U+FFFD. */
export function refusedBody(body: Buffer, integrationKey: string): string {
  // A character has up to four bytes; no more than what can be kept is decoded.
  const text = new TextDecoder().decode(body.subarray(0, 4 * maxRefusedLength))
  return keptText(text, integrationKey, maxRefusedLength)
}

/** A part of a request that was no event. */
export function refusedPart(part: unknown, integrationKey: string): string {
  return keptText(JSON.stringify(part) ?? '', integrationKey, maxRefusedLength)
}
