import type { z } from 'zod'
import type { EventRule } from '../../../contract/config/event-rule.ts'
import type { previewRequest, previewResult } from '../../../contract/event-rules.ts'
import { Fault } from '../../kernel/fault.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { existingSource } from '../sources.ts'
import type { TableCache } from '../tables/cache.ts'
import { ruleProblems } from './check.ts'
import { preview } from './preview.ts'

/**
 * What rules (those of the source, or others) would do with its last events. Nothing is stored. Throws not_found, and
 * invalid_config for rules that cannot be read.
 */
export async function previewRules(
  kernel: Kernel,
  tables: TableCache,
  orgId: string,
  name: string,
  { rules, events }: z.output<typeof previewRequest>,
): Promise<z.output<typeof previewResult>> {
  const problems = ruleProblems(rules ?? []).map(({ path, message }) => ({
    path: path.join('.'),
    message,
  }))
  if (problems.length > 0) throw new Fault('invalid_config', problems[0]!.message, problems)
  return kernel.work.inOrganization(orgId, async (work) => {
    const source = await existingSource(work, name)
    const asked = rules ?? (source.rules as EventRule[])
    return { events: await preview(work.trx, tables, source, { rules: asked, events }) }
  })
}
