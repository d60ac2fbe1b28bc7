/** Many problems, and time for each chain to be climbed. */
export const busy = {
  senders: 6,
  pauseMs: [50, 500] as [number, number],
  answeringShare: 0.4,
  until: 'climbed' as const,
}

/** Few problems, so that what waits for its lease or its retry can be waited for. */
export const calm = {
  senders: 3,
  pauseMs: [400, 1_200] as [number, number],
  answeringShare: 0.3,
  until: 'settled' as const,
}
