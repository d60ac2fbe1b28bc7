import { parseDuration } from '../../../contract/durations.ts'
import type { EventRule } from '../../../contract/config/event-rule.ts'
import type { PreviewedEvent } from '../../../contract/event-rules.ts'
import type { AlertEvent } from '../../../contract/intake/event.ts'
import { applyRules } from '../../../rules/intake/event-rules.ts'
import { priorityOf } from '../../../rules/intake/priority.ts'
import type { ReferenceNoun, Ruling } from '../../../rules/intake/ruling.ts'
import { referenceNouns } from '../../../rules/intake/ruling.ts'
import { countTrigger } from '../../../rules/intake/threshold.ts'
import type { AlertSource } from '../../alerts/index.ts'
import type { Trx } from '../../kernel/db/types.ts'
import type { SourceRow } from '../store/sources.ts'
import { listSamples } from '../store/rules.ts'
import type { Sample } from '../store/rules.ts'
import type { TableCache } from '../tables/cache.ts'
import { createJudge, Patience } from './evaluate.ts'
import { knownKeys, unknownMessage } from './references.ts'
import type { SourceRules } from './source-rules.ts'
import { readyRules } from './source-rules.ts'

interface Tried {
  sample: Sample
  event: AlertEvent
  ruling: Ruling
}

/**
 * What rules would do with the last events of a source, newest first, each as if it opened an alert. Nothing is stored. The very
 * same rules as for real events; thresholds count the events of the preview only.
 */
export async function preview(
  trx: Trx,
  tables: TableCache,
  source: SourceRow,
  asked: { rules: readonly EventRule[]; events: number },
): Promise<PreviewedEvent[]> {
  const ready = await readyRules(trx, tables, source, asked.rules)
  const samples = (await listSamples(trx, source.id, asked.events)).toReversed()
  const priorities = source.priorities as AlertSource['priorities']
  const patience = new Patience()
  const tried = samples.map((sample) => tryOn(sample, ready, priorities, patience))
  const known = await knownKeys(
    trx,
    tried.map(({ ruling }) => ruling),
  )
  const hits = new Map<string, readonly number[]>()
  return tried.map((one) => present(one, source, known, reaches(one, hits))).toReversed()
}

function tryOn(
  sample: Sample,
  rules: SourceRules | undefined,
  priorities: AlertSource['priorities'],
  patience: Patience,
): Tried {
  const event = JSON.parse(sample.event) as AlertEvent
  if (rules === undefined) return { sample, event, ruling: { event, chosen: {}, steps: [] } }
  const { spent, end } = patience.begin()
  const judge = createJudge({ rules, priorities, receivedAt: sample.receivedAt }, spent)
  const ruling = applyRules(rules.list, event, judge)
  end()
  return { sample, event, ruling }
}

/** Whether the threshold that holds an event back is reached with it. */
function reaches({ sample, ruling: { wait, event } }: Tried, hits: Map<string, readonly number[]>): boolean {
  if (wait?.kind !== 'threshold') return false
  const name = JSON.stringify([wait.rule, event.dedupKey])
  const threshold = { count: wait.count, withinSeconds: parseDuration(wait.within)! }
  const { kept, reached } = countTrigger(hits.get(name) ?? [], sample.receivedAt.epochMilliseconds, threshold)
  hits.set(name, kept)
  return reached
}

function present(
  { sample, event, ruling }: Tried,
  source: SourceRow,
  known: Awaited<ReturnType<typeof knownKeys>>,
  reached: boolean,
): PreviewedEvent {
  const after = ruling.event
  const own = { customer: source.customer, service: source.service, escalationPolicy: source.escalationPolicy }
  const effective = (noun: ReferenceNoun) => {
    const key = ruling.chosen[noun]?.key
    return key !== undefined && known[noun].has(key) ? key : own[noun]
  }
  const policy = effective('escalationPolicy')
  const how = outcomeOf(ruling, policy !== null, reached)
  return {
    id: sample.id,
    receivedAt: sample.receivedAt.toString(),
    before: { action: event.action, dedupKey: event.dedupKey, summary: event.summary, severity: event.severity },
    rules: ruling.steps.map((step) => ({
      ...step,
      failures: [...step.failures, ...unknownOf(ruling, step.rule, known)],
    })),
    after: {
      action: after.action,
      dedupKey: after.dedupKey,
      summary: after.summary,
      severity: after.severity,
      priority: after.priority ?? priorityOf(after.severity, source.priorities as AlertSource['priorities']),
      customer: effective('customer'),
      service: effective('service'),
      escalationPolicy: policy,
      tags: after.tags ?? [],
      fields: after.fields,
    },
    decidedBy: ruling.droppedBy ?? (reached ? null : (ruling.wait?.rule ?? null)),
    ...how,
  }
}

type Outcome = Pick<PreviewedEvent, 'result' | 'pages' | 'wouldPage' | 'delaySeconds'>

function outcomeOf({ event, droppedBy, wait }: Ruling, hasPolicy: boolean, reached: boolean): Outcome {
  const silent = (result: Outcome['result']): Outcome => ({ result, pages: 'no', wouldPage: false, delaySeconds: null })
  if (droppedBy !== undefined) return silent('dropped')
  if (event.action === 'acknowledge' || event.action === 'resolve') return silent('answer')
  if (event.action !== 'trigger') return silent('recorded')
  if (wait?.kind === 'suppressed') return silent('suppressed')
  if (wait?.kind === 'threshold' && !reached) {
    return { ...silent('threshold'), pages: hasPolicy ? 'if_it_repeats' : 'no' }
  }
  if (wait?.kind === 'delay') {
    const pages = hasPolicy ? 'if_it_lasts' : 'no'
    return { result: 'delayed', pages, wouldPage: hasPolicy, delaySeconds: parseDuration(wait.delay)! }
  }
  return { result: 'alert', pages: hasPolicy ? 'at_once' : 'no', wouldPage: hasPolicy, delaySeconds: null }
}

function unknownOf({ chosen }: Ruling, rule: string, known: Awaited<ReturnType<typeof knownKeys>>): string[] {
  return referenceNouns.flatMap((noun) => {
    const one = chosen[noun]
    return one?.rule === rule && !known[noun].has(one.key) ? [unknownMessage(noun, one.key)] : []
  })
}
