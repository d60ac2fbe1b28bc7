import type { HealthView } from '../../contract/watch.ts'
import type { Caller } from '../kernel/http/api.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { neverPinged } from './outward.ts'
import { listNodes, readLook } from './store/nodes.ts'
import { wordedValues } from './tell.ts'
import type { NodeRow } from './types.ts'

/** How Pikett is, as the last look found it: what concerns everybody, and what concerns the caller's organization. */
export async function showHealth(kernel: Kernel, { orgId, language }: Caller): Promise<HealthView> {
  const state = await readLook(kernel.engine)
  const nodes = await listNodes(kernel.engine)
  const words = kernel.i18n.in(language)
  const problems = (state?.problems ?? []).filter((one) => one.raised && (one.orgId ?? orgId) === orgId)
  const otherwiseWell = problems.length === 0 && state?.problems.some((one) => one.raised) === true
  return {
    status: state === null ? 'unknown' : state.well || otherwiseWell ? 'well' : 'ill',
    checkedAt: state?.at ?? null,
    database: { latencyMs: state?.databaseMs ?? null },
    loops: (state?.loops ?? []).map((loop) => ({ ...loop, ...runsOf(nodes, loop.name) })),
    nodes: nodes.map(({ name, role, version, startedAt, seenAt, state: { skewMs } }) => ({
      name,
      role,
      version,
      startedAt: startedAt.toString(),
      lastSeenAt: seenAt.toString(),
      clockSkewMs: skewMs,
    })),
    problems: problems.map((one) => ({
      kind: one.kind,
      meaning: words(`systemalerts:engine.${one.kind}`, wordedValues(words, one)),
      wellSince: one.wellSince,
    })),
    outwardHeartbeat: {
      configured: kernel.config.heartbeatUrl !== undefined,
      ...(state?.outward ?? neverPinged),
    },
  }
}

/** When the loop ran last, on whichever node, and since when it fails on one of them. */
function runsOf(nodes: readonly NodeRow[], name: string) {
  const runs = nodes.flatMap((node) => node.state.loops.filter((loop) => loop.name === name))
  const times = (of: (string | null)[]) => of.filter((one) => one !== null).toSorted()
  return {
    lastRunAt: times(runs.map((run) => run.lastRunAt)).at(-1) ?? null,
    failingSince: times(runs.map((run) => run.failingSince))[0] ?? null,
  }
}
