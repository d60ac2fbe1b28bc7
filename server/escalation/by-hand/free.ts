import { openedAlert, rouse } from '../../alerts/index.ts'
import type { Alert, Answerer } from '../../alerts/index.ts'
import { followReopening, leaveForEscalation } from '../../groups/index.ts'
import { endForEscalation } from '../../holds/index.ts'
import type { Work } from '../../kernel/db/work.ts'

/** Somebody wants people for this very alert now: it is triggered, leaves its group, and nothing holds it back any more. */
export async function free(work: Work, alert: Alert, by: Answerer, entry: Parameters<typeof rouse>[3]): Promise<void> {
  const opened = openedAlert(await rouse(work, alert, by, entry))
  await leaveForEscalation(work, opened)
  await endForEscalation(work, opened)
  await followReopening(work, [opened])
}
