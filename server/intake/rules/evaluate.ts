import type { RuleLookup } from '../../../contract/config/event-rule.ts'
import type { Draft, RuleJudge, TextKind } from '../../../rules/intake/ruling.ts'
import { cut, dedupKeyOf, oneLine } from '../adapters/text.ts'
import { evaluateIn, valueOf } from '../adapters/webhook/condition.ts'
import { render, unfilledName } from '../adapters/webhook/template.ts'
import { rowOf } from '../tables/table.ts'
import { conditionScope, templateScope } from './scope.ts'
import type { Surroundings } from './scope.ts'

/** Processor time that the rules may take: for one event, and for a batch of them. What is left then counts as failed. */
const eventMs = 100
const batchMs = 2_000

/** Milliseconds that this thread has worked: a machine that is busy with something else must not make rules fail. */
function workedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

/** How long rules may still take. Time is looked at between rules: no expression can be interrupted, so each is limited. */
export class Patience {
  private batchLeftMs = batchMs

  /** A check for one event: what is wrong when its time is over. */
  begin(): { spent: () => string | undefined; end: () => void } {
    const startedAtMs = workedMs()
    const takenMs = () => workedMs() - startedAtMs
    return {
      spent: () =>
        takenMs() > Math.min(eventMs, this.batchLeftMs)
          ? `the rules of this source take too long: more than ${eventMs} ms for an event or ${batchMs} ms for a batch`
          : undefined,
      end: () => {
        this.batchLeftMs -= takenMs()
      },
    }
  }
}

const longest: Readonly<Record<TextKind, number>> = { line: 1024, key: 8_000, name: 100, value: 8_000 }

/** Evaluates CEL and templates for the rules of one event. */
export function createJudge(around: Surroundings, spent: () => string | undefined = () => undefined): RuleJudge {
  const { conditions, templates } = createScopes(around)
  return {
    holds(condition, draft) {
      const failure = spent()
      return failure === undefined ? evaluateIn(condition, conditions(draft)) : { holds: false, failure }
    },
    render(template, draft, kind) {
      if (!template.includes('{{')) return { text: asKind(template, kind) }
      const scope = templates(draft)
      const text = asKind(render(template, scope), kind)
      const unfilled = kind === 'key' ? unfilledName(template, scope) : undefined
      return { text, ...(unfilled !== undefined && { unfilled }) }
    },
    find(lookup, draft) {
      const table = around.rules.tables.get(lookup.table)
      if (!table) return { failure: `there is no look-up table "${lookup.table}"` }
      const key = keyOf(
        lookup,
        () => render(lookup.key, templates(draft)),
        () => conditions(draft),
      )
      if (typeof key !== 'string') return key
      const row = rowOf(table, key)
      return row === undefined ? {} : { row }
    },
  }
}

/** What rules see of a draft, made once for each. */
function createScopes(around: Surroundings) {
  // A draft is replaced when it changes, its event with it: what was made for it can be used until then.
  let madeFor: Draft['event'] | undefined
  let chosen: Draft['chosen'] | undefined
  let scopes: { condition?: ReturnType<typeof conditionScope>; template?: ReturnType<typeof templateScope> } = {}
  const fresh = (draft: Draft) => {
    if (madeFor === draft.event && chosen === draft.chosen) return scopes
    madeFor = draft.event
    chosen = draft.chosen
    scopes = {}
    return scopes
  }
  const conditions = (draft: Draft) => (fresh(draft).condition ??= conditionScope(draft, around))
  const templates = (draft: Draft) => ({
    body: (fresh(draft).template ??= templateScope(draft, around)),
    ...nothingElse,
  })
  return { conditions, templates }
}

const nothingElse = { headers: {}, query: {} }

function keyOf(
  { key }: RuleLookup,
  rendered: () => string,
  scope: () => ReturnType<typeof conditionScope>,
): string | { failure: string } {
  if (key.includes('{{')) return rendered()
  const result = valueOf(key, scope())
  if (!result.ok) return { failure: result.message }
  return typeof result.value === 'string' ? result.value : { failure: `the key "${key}" is no text` }
}

function asKind(text: string, kind: TextKind): string {
  if (kind === 'key') return dedupKeyOf(text.trim())
  if (kind === 'value') return cut(text.trim(), longest.value)
  return cut(oneLine(text), longest[kind])
}
