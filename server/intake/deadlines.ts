import type { Work } from '../kernel/db/work.ts'
import { rowLoop } from '../kernel/due.ts'
import type { DueLoop } from '../kernel/due.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Intake } from './create.ts'
import type { Repeats } from './repeats.ts'
import { firstIdAt } from './store/events.ts'
import * as store from './store/prune.ts'

/** Rows that one transaction deletes: short, so that nothing waits for its end. */
const rowsAtOnce = 5_000

const everyHours = 6
const retryMinutes = 10

/** How long the answer to an Idempotency-Key is remembered (kernel/http/idempotency.ts). */
const answerHours = 24

/** The due loops of intake. */
export const intakeLoops = (kernel: Kernel, { repeats }: Intake): DueLoop[] => [
  retentionLoop(kernel),
  repeatsLoop(repeats),
]

/**
 * What has gathered is written by a timer of its own, on every node; as a loop it also counts as due, so that whoever waits
 * until nothing is due (a test that moves time) sees it written.
 */
function repeatsLoop(repeats: Repeats): DueLoop {
  return { name: 'repeats', run: () => repeats.flush(), nextAt: () => Promise.resolve(undefined) }
}

/** Deletes raw events after the organization's `raw_event_days`, and remembered answers after a day. */
function retentionLoop(kernel: Kernel): DueLoop {
  return rowLoop({
    name: 'event-retention',
    log: kernel.log,
    batch: 20,
    find: (now, limit) => store.findPrunable(kernel.engine, now, limit),
    nextAt: () => store.nextPruneAt(kernel.engine),
    handle: (orgId) => kernel.work.inOrganization(orgId, prune),
    async postpone(orgId) {
      await kernel.work.inOrganization(orgId, ({ trx, now }) =>
        store.setPruneAt(trx, orgId, now.add({ minutes: retryMinutes })),
      )
    },
  })
}

async function prune({ trx, orgId, now }: Work): Promise<number> {
  const organization = await store.getPrunable(trx, now)
  if (!organization) return 0
  const before = firstIdAt(now.subtract({ hours: 24 * organization.rawEventDays }))
  const events = await store.deleteEventsBefore(trx, before, rowsAtOnce)
  const answers = await store.deleteAnswersBefore(trx, now.subtract({ hours: answerHours }), rowsAtOnce)
  // As long as there is more, the organization stays due; other organizations get their turn in between.
  const more = events === rowsAtOnce || answers === rowsAtOnce
  if (!more) await store.setPruneAt(trx, orgId, now.add({ hours: everyHours }))
  return 1
}
