import { adapterByType } from './adapters/registry.ts'
import type { SourceOptions } from './adapters/adapter.ts'
import type { SourceType } from '../../contract/config/source.ts'
import type { EventRule } from '../../contract/config/event-rule.ts'
import type { Trx } from '../kernel/db/types.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { hashToken } from '../kernel/secrets.ts'
import { readyRules } from './rules/source-rules.ts'
import { findOwners, listOpenSources, listReferenceKeys } from './store/sources.ts'
import { TableCache } from './tables/cache.ts'
import type { Limits } from './limits.ts'
import type { OpenSource } from './types.ts'
import { withinTime } from './within.ts'

/** How long a node trusts what it knows when the message of a change did not reach it. */
const keepMs = 5_000

/** Guessed keys must not fill the memory: at most this many are remembered, then all are forgotten. */
const maxRemembered = 50_000

/** One statement looks up this many keys; more senders than that with unknown keys at once are told to come back. */
const keysPerQuery = 500
const maxWaiting = 5_000

export class LookupOverload extends Error {}

interface Known {
  source: OpenSource | undefined
  untilMs: number
}

interface Question {
  hash: Buffer
  answer: PromiseWithResolvers<OpenSource | undefined>
}

/**
 * Finds sources by the hash of their key and remembers them by the key, for moments. A change of any set-up, on any node, forgets everything at
 * once. However many ask, one query runs at a time: guessing keys cannot take the connections that deadlines need.
 */
export class SourceLookup {
  private readonly kernel: Kernel
  private readonly limits: Limits
  private readonly knownByKey = new Map<string, Known>()
  private readonly waiting = new Map<string, Question>()
  private readonly stopListening: () => void
  /** The look-up tables of event rules that this node has read. */
  readonly tables = new TableCache()
  private asking = false
  private generation = 0

  constructor(kernel: Kernel, limits: Limits) {
    this.kernel = kernel
    this.limits = limits
    this.stopListening = kernel.live.listen(({ changes }) => {
      if (changes.some(({ topic }) => topic === 'setup')) this.forget()
    })
  }

  /**
   * The source that takes events under this key, `undefined` when there is none or it is switched off. At once for a key
   * that is known. Throws LookupOverload when too many unknown keys wait, and whatever the database throws.
   */
  find(integrationKey: string): OpenSource | undefined | Promise<OpenSource | undefined> {
    const known = this.knownByKey.get(integrationKey)
    if (known && known.untilMs > performance.now()) return known.source
    const asked = this.waiting.get(integrationKey)
    if (asked) return asked.answer.promise
    if (this.waiting.size >= maxWaiting) throw new LookupOverload('too many integration keys are being looked up')
    const question = { hash: hashToken(integrationKey), answer: Promise.withResolvers<OpenSource | undefined>() }
    this.waiting.set(integrationKey, question)
    if (!this.asking) void this.ask()
    return question.answer.promise
  }

  close(): void {
    this.stopListening()
  }

  private forget(): void {
    this.generation += 1
    this.knownByKey.clear()
  }

  private async ask(): Promise<void> {
    this.asking = true
    while (this.waiting.size > 0) {
      const questions = [...this.waiting].slice(0, keysPerQuery)
      for (const [key] of questions) this.waiting.delete(key)
      await this.answer(questions)
    }
    this.asking = false
  }

  private async answer(questions: readonly [string, Question][]): Promise<void> {
    const before = this.generation
    try {
      const hashes = questions.map(([, question]) => question.hash)
      const sourceByHash = await withinTime(read(this.kernel, this.tables, hashes), this.limits.lookupMs)
      const untilMs = performance.now() + keepMs
      if (this.knownByKey.size > maxRemembered) this.knownByKey.clear()
      for (const [key, question] of questions) {
        const source = sourceByHash.get(question.hash.toString('base64'))
        // What was read before a change arrived may be outdated already: it is used once and not remembered.
        if (before === this.generation) this.knownByKey.set(key, { source, untilMs })
        question.answer.resolve(source)
      }
    } catch (error) {
      for (const [, question] of questions) question.answer.reject(error)
    }
  }
}

async function read(kernel: Kernel, tables: TableCache, hashes: readonly Buffer[]): Promise<Map<string, OpenSource>> {
  const found = new Map<string, OpenSource>()
  const owners = await findOwners(kernel.engine, hashes)
  for (const [orgId, group] of Map.groupBy(owners, (owner) => owner.orgId)) {
    const ids = group.map((owner) => owner.id)
    await kernel.work.inOrganization(orgId, async ({ trx }) => {
      const rows = await listOpenSources(trx, ids)
      const rulesById = await rulesOf(trx, tables, rows)
      for (const row of rows) {
        // The self-test comes in as any JSON does.
        const type = row.type === 'selftest' ? 'webhook' : row.type
        if (row.integrationKeyHash === null || !Object.hasOwn(adapterByType, type)) continue
        const source = { ...asOpenSource(kernel, orgId, { ...row, type }), rules: rulesById.get(row.id) }
        found.set(row.integrationKeyHash.toString('base64'), source)
      }
    })
  }
  return found
}

type Row = Awaited<ReturnType<typeof listOpenSources>>[number]

/** The rules of those that have some: most sources have none, and nothing is read for them. */
async function rulesOf(trx: Trx, tables: TableCache, rows: readonly Row[]) {
  const rulesById = new Map<string, OpenSource['rules']>()
  const ruled = rows.filter((row) => (row.rules as EventRule[]).length > 0)
  if (ruled.length === 0) return rulesById
  const keysById = new Map(
    (
      await listReferenceKeys(
        trx,
        ruled.map((row) => row.id),
      )
    ).map((keys) => [keys.id, keys]),
  )
  for (const row of ruled) {
    const source = { ...row, ...keysById.get(row.id)! }
    rulesById.set(row.id, await readyRules(trx, tables, source, row.rules as EventRule[]))
  }
  return rulesById
}

/** A source as events come to it, but for its rules. */
export function asOpenSource(kernel: Kernel, orgId: string, row: Row): OpenSource {
  return {
    orgId,
    id: row.id,
    key: row.key,
    name: row.name,
    type: row.type as SourceType,
    options: optionsOf(kernel, row),
    escalationPolicyId: row.escalationPolicyId,
    customerId: row.customerId,
    serviceId: row.serviceId,
    priorities: row.priorities as OpenSource['priorities'],
  }
}

/** The secret is opened here, once for all requests of the next seconds. */
function optionsOf(kernel: Kernel, { options, secretSealed }: Row): SourceOptions {
  if (secretSealed === null) return options as SourceOptions
  return { ...(options as SourceOptions), secret: kernel.secrets.open('source-secret', secretSealed) }
}
