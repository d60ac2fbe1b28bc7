import type { Log } from '../log.ts'
import { isAway } from './away.ts'

const againMs = 2_000

/**
 * Twice what a failover takes (Patroni waits 30 s for a leader that says nothing), and more than a database needs that is
 * started together with us. Who waits longer for a host that was mistyped or a server that is gone is better told so: a
 * service manager starts us again, and shows that it had to.
 */
const patienceMs = 60_000

/** Who reads the log sees at once what we wait for, and later that we still do. */
const sayAgainMs = 20_000

/** A wrong password, a role that may not come in, a database that does not exist: waiting changes none of them. */
const refusals = new Set(['28P01', '28000', '3D000'])

export interface Waiting {
  /** The servers as people know them, without the password. */
  servers: string
  log: Log
  /** Aborted when nobody wants the outcome any more. */
  asked: AbortSignal
  /** Waits so many milliseconds, or until `asked`. */
  pause(ms: number): Promise<void>
  /** Milliseconds since any moment. */
  nowMs(): number
}

/**
 * Repeats `attempt` every two seconds while the database is away, until it succeeds; returns undefined when asked to stop
 * before. After `mostMs` in which it was away without interruption, and at once when the attempt fails for another reason,
 * the attempt's error is thrown. The attempt says by `isThere` that it has reached the database: time counts anew then.
 */
export async function whenThere<T>(
  attempt: (isThere: () => void) => Promise<T>,
  waiting: Waiting,
  mostMs = patienceMs,
): Promise<T | undefined> {
  let awaySince: number | undefined
  let saidAt = Number.NEGATIVE_INFINITY
  const { asked, log, nowMs, servers } = waiting
  for (;;) {
    try {
      return await attempt(() => void (awaySince = undefined))
    } catch (error) {
      if (!isWorthWaiting(error)) throw error
      const now = nowMs()
      awaySince ??= now
      if (asked.aborted) return undefined
      if (now - awaySince >= mostMs) throw error
      if (now - saidAt >= sayAgainMs) {
        const seconds = Math.round((now - awaySince) / 1_000)
        log.warn({ servers, error: reasonOf(error), seconds }, 'the database is away, waiting for it')
        saidAt = now
      }
      await waiting.pause(againMs)
      if (asked.aborted) return undefined
    }
  }
}

/** Whether the database, and not the attempt, is why it failed. */
export function isOfDatabase(error: unknown): boolean {
  return isRefused(error) || chainOf(error).some(isAway)
}

const isWorthWaiting = (error: unknown) => !isRefused(error) && chainOf(error).some(isAway)

const isRefused = (error: unknown) => chainOf(error).some(({ code }) => refusals.has(code ?? ''))

/** What was thrown, and what that was thrown for: words for people stand around many an error. */
function chainOf(error: unknown): NodeJS.ErrnoException[] {
  const chain: NodeJS.ErrnoException[] = []
  for (let one = error; one instanceof Error && !chain.includes(one); one = one.cause) chain.push(one)
  return chain
}

/** A host with several addresses (`localhost`) has a reason for each, and no sentence of its own. */
export function reasonOf(error: unknown): string {
  const { message, errors, code } = error as AggregateError & NodeJS.ErrnoException
  return message || (errors ?? []).map((one: Error) => one.message).join('; ') || (code ?? String(error))
}
