import { organizations } from './ground.ts'
import type { Ground } from './ground.ts'
import { runHistory } from './history.ts'
import { readRows } from './rows.ts'
import type { Story } from './story.ts'
import { judge } from './verdicts.ts'

export interface Judged {
  story: Story
  findings: string[]
}

/** Runs the history of a seed and judges it. */
export async function playHistory(ground: Ground, seed: number): Promise<Judged> {
  const { nodes, story } = await runHistory(ground, seed)
  const rows = await readRows(ground.admin)
  const problems: string[] = []
  for (const { token } of organizations) {
    const { status, text } = await nodes[0]!.ask('/api/v1/audit/verify', {}, { token })
    if (status !== 200 || !(JSON.parse(text) as { ok: boolean }).ok) problems.push(text)
  }
  const findings = judge(story, { ...rows, ...(problems.length > 0 && { auditProblem: problems.join('; ') }) })
  for (const node of nodes) node.alive = false
  return { story, findings }
}
