/** Every limit of intake in one place, so that none can be argued away alone. */
export interface Limits {
  /** What may wait or be written at the same time, over all organizations and for one of them. */
  waitingEvents: number
  waitingEventsPerOrganization: number
  /** Memory of bodies and raw events from the first byte of a request to its answer. */
  heldBytes: number
  heldBytesPerOrganization: number
  /** A request whose COMMIT has not begun by then is told to come back, and is not stored (Prometheus gives up after 10 s). */
  waitMs: number
  /** A COMMIT that is under way when the wait is over is awaited this much longer: its sender shall know what became of it. */
  commitGraceMs: number
  /** Finding the source of a key that is not remembered; a second round may follow the one that runs. */
  lookupMs: number
  /** A transaction that has not ended by then counts as lost, and the next one begins: the network may have been cut. */
  commitMs: number
  /** A transaction takes this many events, or one request if that alone has more. */
  batchEvents: number
  batchBytes: number
  /** Batches at the same time. */
  commitsAtOnce: number
  /** Of one organization: while the database works on one, the next is made. Only where no other organization waits. */
  batchesPerOrganization: number
  /** A body that is not complete by then belongs to a sender that dribbles. */
  bodyMs: number
  /** Raw copies of repeats that wait for being written within the second. */
  repeatBytes: number
  /** Refused requests kept per source and minute on each node; more are only counted. */
  refusedPerMinute: number
}

const mebibyte = 1024 * 1024

export const defaultLimits: Limits = {
  waitingEvents: 60_000,
  waitingEventsPerOrganization: 20_000,
  heldBytes: 96 * mebibyte,
  heldBytesPerOrganization: 32 * mebibyte,
  waitMs: 6_000,
  commitGraceMs: 2_000,
  lookupMs: 3_000,
  commitMs: 30_000,
  batchEvents: 500,
  batchBytes: 4 * mebibyte,
  commitsAtOnce: 4,
  batchesPerOrganization: 2,
  bodyMs: 15_000,
  repeatBytes: 32 * mebibyte,
  refusedPerMinute: 60,
}

/** Senders are asked to wait this long after an overload. */
export const retryAfterSeconds = 5

/** Raw events are kept whole up to this length in characters, refused bodies up to a smaller one. */
export const maxRawLength = 256 * 1024
export const maxRefusedLength = 16 * 1024
