/**
 * How many bytes of requests are in the house, from the first byte of a body to the answer: what overload must not exceed.
 */
export interface Budget {
  /** What one request holds; given back as a whole. */
  open(): Holding
  heldBytes(): number
}

export interface Holding {
  /** False when the bytes do not fit: then the request is refused. */
  take(bytes: number): boolean
  giveBack(): void
}

export function createBudget(limitBytes: number): Budget {
  let held = 0
  return {
    heldBytes: () => held,
    open() {
      let own = 0
      return {
        take(bytes) {
          if (held + bytes > limitBytes) return false
          held += bytes
          own += bytes
          return true
        },
        giveBack() {
          held -= own
          own = 0
        },
      }
    },
  }
}
