import type { Connection } from '../kernel/db/types.ts'
import type { Work } from '../kernel/db/work.ts'
import { rowLoop } from '../kernel/due.ts'
import type { DueLoop } from '../kernel/due.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { pruneKeys } from '../keys/index.ts'
import type { Intake } from './create.ts'
import { firstIdAt } from './store/events.ts'
import * as mails from './store/mails.ts'
import { deleteMessagesBefore } from './store/messages.ts'
import { deleteExpiredHits, deleteSamplesBefore } from './store/rules.ts'
import * as store from './store/prune.ts'

/** Rows that one transaction deletes: short, so that nothing waits for its end. */
const rowsAtOnce = 5_000

const everyHours = 6
const retryMinutes = 10

/** Parts of the raw log are made for this day and as many after it: as long may all due loops stand still. */
const daysAhead = 3

/** How long the answer to an Idempotency-Key is remembered (kernel/http/idempotency.ts). */
const answerHours = 24

/** The due loops of intake. */
export const intakeLoops = (kernel: Kernel, { repeats, notes, lookup }: Intake): DueLoop[] => [
  eventDaysLoop(kernel),
  retentionLoop(kernel),
  mailLoop(kernel),
  gatheredLoop('repeats', () => repeats.flush()),
  gatheredLoop('rule-notes', () => notes.flush()),
  gatheredLoop('key-uses', () => lookup.uses.flush()),
]

/**
 * What has gathered is written by a timer of its own, on every node; as a loop it also counts as due, so that whoever waits
 * until nothing is due (a test that moves time) sees it written.
 */
function gatheredLoop(name: string, flush: () => Promise<number>): DueLoop {
  return { name, run: flush, nextAt: () => Promise.resolve(undefined) }
}

/**
 * Keeps the days of the raw log: makes those to come, and drops those that the organization with the longest time needs no
 * more. Looks once an hour and after a start; what another node did already is left as it is.
 */
function eventDaysLoop({ engine }: Kernel): DueLoop {
  let lookedAt: Temporal.Instant | undefined
  return {
    name: 'event-days',
    nextAt: () => Promise.resolve(undefined),
    async run(now) {
      if (lookedAt && now.epochMilliseconds - lookedAt.epochMilliseconds < 3_600_000) return 0
      const today = now.toZonedDateTimeISO('UTC').toPlainDate()
      const days = Array.from({ length: daysAhead + 1 }, (_, ahead) => today.add({ days: ahead }).toString())
      const keepFrom = today.subtract({ days: await store.longestRawEventDays(engine) })
      await store.keepDays(engine, days, keepFrom.toString())
      lookedAt = now
      return 0
    },
  }
}

/** Deletes raw events after the organization's `raw_event_days`, and remembered answers after a day. */
function retentionLoop(kernel: Kernel): DueLoop {
  return rowLoop({
    name: 'event-retention',
    log: kernel.log,
    batch: 20,
    find: (now, limit) => store.findPrunable(kernel.engine, now, limit),
    nextAt: () => store.nextPruneAt(kernel.engine),
    handle: (orgId) => kernel.work.inOrganization(orgId, (work) => prune(kernel.engine, work)),
    async postpone(orgId) {
      await kernel.work.inOrganization(orgId, ({ trx, now }) =>
        store.setPruneAt(trx, orgId, now.add({ minutes: retryMinutes })),
      )
    },
  })
}

async function prune(engine: Connection, work: Work): Promise<number> {
  const { trx, orgId, now } = work
  const organization = await store.getPrunable(trx, now)
  if (!organization) return 0
  const longest = await store.longestRawEventDays(engine)
  // Who keeps them longest lets whole days be dropped; only what lies in no day is deleted by its row then.
  const days = organization.rawEventDays + (organization.rawEventDays === longest ? 2 : 0)
  const before = firstIdAt(now.subtract({ hours: 24 * days }))
  const events = await store.deleteEventsBefore(trx, before, rowsAtOnce)
  const answers = await store.deleteAnswersBefore(trx, now.subtract({ hours: answerHours }), rowsAtOnce)
  const hits = await deleteExpiredHits(trx, now, rowsAtOnce)
  const messages = await deleteMessagesBefore(trx, now, rowsAtOnce)
  await deleteSamplesBefore(trx, before)
  await pruneKeys(work)
  // As long as there is more, the organization stays due; other organizations get their turn in between.
  const more = [events, answers, hits, messages].includes(rowsAtOnce)
  if (!more) await store.setPruneAt(trx, orgId, now.add({ hours: everyHours }))
  return 1
}

/** Forgets mails that nobody sends again. */
function mailLoop(kernel: Kernel): DueLoop {
  return rowLoop({
    name: 'received-mails',
    log: kernel.log,
    batch: 20,
    find: (now, limit) => mails.findMailOwners(kernel.engine, now, limit),
    nextAt: () => mails.nextMailExpiry(kernel.engine),
    handle: (orgId) =>
      kernel.work.inOrganization(orgId, ({ trx, now }) => mails.deleteMailsBefore(trx, now, rowsAtOnce)),
    async postpone(orgId) {
      await kernel.work.inOrganization(orgId, ({ trx, now }) =>
        mails.postponeMails(trx, now, now.add({ minutes: retryMinutes })),
      )
    },
  })
}
