import type { z } from 'zod'
import type { Language } from '../../../contract/keys.ts'
import type { SelfTestView, selfTestList } from '../../../contract/watch.ts'
import type { Work } from '../../kernel/db/work.ts'
import { Fault } from '../../kernel/fault.ts'
import { isUuid } from '../../alerts/index.ts'
import { getSelfTest, listSelfTests } from '../store/self-tests.ts'
import type { SelfTestRow } from '../store/self-tests.ts'

/** The self-tests of the organization, newest first. */
export async function showSelfTests(
  work: Work,
  language: Language,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<z.output<typeof selfTestList>> {
  if (cursor !== undefined && !isUuid(cursor)) {
    throw new Fault('invalid_request', 'The cursor is not one that this list gave out.')
  }
  const rows = await listSelfTests(work.trx, limit + 1, cursor)
  const page = rows.slice(0, limit)
  return {
    items: page.map((row) => present(work, language, row)),
    nextCursor: rows.length > limit ? page.at(-1)!.id : null,
  }
}

export async function showSelfTest(work: Work, language: Language, id: string): Promise<SelfTestView> {
  return present(work, language, await getSelfTest(work.trx, id))
}

function present({ i18n }: Work, language: Language, row: SelfTestRow): SelfTestView {
  const { id, status, stage, via, reason } = row
  return {
    id,
    status,
    startedAt: row.startedAt.toString(),
    endedAt: row.endedAt?.toString() ?? null,
    stages: row.stages as SelfTestView['stages'],
    stage: status === 'passed' ? null : stage,
    via,
    meaning: status === 'failed' ? i18n.in(language)(`systemalerts:selfTest.${stage}`, { reason }) : null,
    reason,
  }
}
