/** The database neither did what was asked nor failed; whether it arrived is unknown. */
class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT'
}

/** Waits for the database, but not longer than this: a cut network says nothing for minutes. */
export async function withinTime<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(`the database did not answer within ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
