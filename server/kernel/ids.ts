import { randomBytes } from 'node:crypto'

/**
 * Makes UUID version 7 identifiers (RFC 9562) that rise within one process, also within one millisecond: 12 bits count
 * what the milliseconds cannot order. Rows written in one transaction therefore read back in the order of writing.
 */
export interface Ids {
  next(now: Temporal.Instant): string
}

export function createIds(): Ids {
  const random = createRandom()
  let lastMs = 0
  let counter = 0
  return {
    next(now) {
      const ms = Math.max(now.epochMilliseconds, lastMs)
      counter = ms === lastMs ? counter + 1 : 0
      if (counter > 0xfff) {
        counter = 0
        lastMs = ms + 1
      } else {
        lastMs = ms
      }
      return format(lastMs, counter, random())
    },
  }
}

const randomBytesOfId = 8

/** Chance for so many identifiers is asked for at once: asking costs more than all the rest of making one. */
const idsPerDraw = 256

/** Hands out eight random bytes, none of them twice. */
function createRandom(): () => Buffer {
  let drawn = Buffer.alloc(0)
  let taken = 0
  return () => {
    if (taken === drawn.length) {
      drawn = randomBytes(randomBytesOfId * idsPerDraw)
      taken = 0
    }
    return drawn.subarray(taken, (taken += randomBytesOfId))
  }
}

function format(ms: number, counter: number, random: Buffer): string {
  const time = ms.toString(16).padStart(12, '0')
  random[0] = (random[0]! & 0x3f) | 0x80
  const tail = random.toString('hex')
  const count = counter.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${tail.slice(0, 4)}-${tail.slice(4)}`
}
