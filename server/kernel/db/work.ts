import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { EventKind } from '../event-kind.ts'
import type { I18n } from '../i18n.ts'
import type { Ids } from '../ids.ts'
import type { Secrets } from '../secrets.ts'
import type { Topic } from '../../../contract/live.ts'
import { isOutdatedPlan } from './prepared.ts'
import type { Connection, Trx } from './types.ts'

/**
 * One request, one transaction (design, idea 2): what an action works with. `now` is read once, so that everything that
 * is written together bears the same time.
 */
export interface Work {
  readonly trx: Trx
  readonly orgId: string
  readonly now: Temporal.Instant
  /** Words for people, for what is stored as text (the summary of a system alert). */
  readonly i18n: I18n
  /** Seals what the audit log must notice when it is changed. */
  readonly secrets: Secrets
  /** A new identifier that sorts after the ones made before it. */
  id(): string
  emit<T>(kind: EventKind<T>, payload: T): Promise<void>
  /** After the commit, tells open consoles that something of this topic changed. */
  changed(topic: Topic, id?: string): void
  /**
   * Runs as the last thing of the transaction, after everything that `act` does: for what takes a lock that many wait for.
   */
  beforeCommit(act: () => Promise<void>): void
  /** After the commit, wakes the due loops of this name on every node: something is due now. */
  wake(loop: string): void
}

/** What a transaction asked to be made known; delivered after its commit only. */
export interface Announcement {
  orgId: string
  changes: { topic: Topic; id?: string }[]
  loops: string[]
}

export interface WorkRunner {
  /** Runs `act` in a transaction of the organization; repeated from the start when the database asks for it. */
  inOrganization<T>(orgId: string, act: (work: Work) => Promise<T>): Promise<T>
}

interface Parts {
  i18n: I18n
  app: Connection
  clock: Clock
  ids: Ids
  secrets: Secrets
  /** Runs the subscribers of an event (kernel/events.ts). */
  emit<T>(work: Work, kind: EventKind<T>, payload: T): Promise<void>
  announce: (announcement: Announcement) => void
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** How often a transaction that lost a race (serialization, deadlock, unique index) is run again before it fails. */
const maxAttempts = 5

export function createWorkRunner(parts: Parts): WorkRunner {
  return {
    async inOrganization(orgId, act) {
      if (!uuid.test(orgId)) throw new Error('an organization is named by its UUID')
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(parts, orgId, act)
        } catch (error) {
          if (attempt >= maxAttempts || !isRepeatable(error)) throw error
        }
      }
    },
  }
}

/** Written at the end of each transaction of a request, so that it commits with what the request did, or not at all. */
export interface Mark {
  orgId: string
  write(trx: Trx, now: Temporal.Instant): Promise<void>
}

const marks = new AsyncLocalStorage<Mark>()

/** Runs `act`; each transaction of the organization that it makes ends with the mark. */
export function markWrites<T>(mark: Mark, act: () => Promise<T>): Promise<T> {
  return marks.run(mark, act)
}

async function once<T>(parts: Parts, orgId: string, act: (work: Work) => Promise<T>): Promise<T> {
  const announcement: Announcement = { orgId, changes: [], loops: [] }
  const result = await inTransaction(parts.app, orgId, async (trx) => {
    const last: (() => Promise<void>)[] = []
    const work = createWork(parts, trx, orgId, { announcement, last })
    const made = await act(work)
    for (const one of last) await one()
    const mark = marks.getStore()
    if (mark?.orgId === orgId) await mark.write(trx, work.now)
    return made
  })
  if (announcement.changes.length > 0 || announcement.loops.length > 0) parts.announce(announcement)
  return result
}

/**
 * A transaction of the organization. It begins in one round trip, as two statements in one text: that is why Kysely's own
 * is not used. The caller has checked that `orgId` is a UUID.
 */
async function inTransaction<T>(app: Connection, orgId: string, act: (trx: Trx) => Promise<T>): Promise<T> {
  return app.connection().execute(async (line) => {
    // Bound to one connection: all that a transaction of Kysely is beyond that is its name.
    const trx = line as unknown as Trx
    try {
      await sql.raw(`begin; select set_config('pikett.org', '${orgId}', true)`).execute(trx)
      const made = await act(trx)
      await sql.raw('commit').execute(trx)
      return made
    } catch (error) {
      // Of a connection that is lost the server rolls back by itself; what went wrong first is what is told.
      await sql
        .raw('rollback')
        .execute(trx)
        .catch(() => undefined)
      throw error
    }
  })
}

/** What a transaction leaves for its end and for after its commit. */
interface Later {
  announcement: Announcement
  last: (() => Promise<void>)[]
}

function createWork(parts: Parts, trx: Trx, orgId: string, { announcement, last }: Later): Work {
  const now = parts.clock.now()
  const work: Work = {
    trx,
    orgId,
    now,
    i18n: parts.i18n,
    secrets: parts.secrets,
    id: () => parts.ids.next(now),
    emit: (kind, payload) => parts.emit(work, kind, payload),
    changed: (topic, id) => announcement.changes.push(id === undefined ? { topic } : { topic, id }),
    beforeCommit: (act) => last.push(act),
    wake: (loop) => announcement.loops.push(loop),
  }
  return work
}

/**
 * Serialization failure, deadlock, and the lost race: two nodes insert the same open alert. The second run then sees
 * what the first wrote. Connection losses are not repeated here: nobody knows whether the commit arrived.
 */
export function isRepeatable(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return code === '40001' || code === '40P01' || isOutdatedPlan(error) || error instanceof LostRace
}

/** Thrown by a store when a concurrent transaction got there first; the whole transaction is run again. */
export class LostRace extends Error {}
