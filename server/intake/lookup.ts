import type { Kernel } from '../kernel/kernel.ts'
import { isTaken, KeyUses } from '../keys/index.ts'
import { hashToken } from '../kernel/secrets.ts'
import type { Refusal } from './adapters/adapter.ts'
import { readSources } from './open-sources.ts'
import type { Found } from './open-sources.ts'
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
  found: Found | undefined
  untilMs: number
}

interface Question {
  hash: Buffer
  answer: PromiseWithResolvers<Found | undefined>
}

/** Who uses a key, asked for only where it is noted. */
type Sender = (() => string) | undefined

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
  /** Who uses which key, where a source has several. */
  readonly uses: KeyUses
  private asking = false
  private generation = 0

  constructor(kernel: Kernel, limits: Limits) {
    this.kernel = kernel
    this.limits = limits
    this.uses = new KeyUses(kernel)
    this.stopListening = kernel.live.listen(({ changes }) => {
      if (changes.some(({ topic }) => topic === 'setup')) this.forget()
    })
  }

  /**
   * The source that takes events under this key, `undefined` when there is none or it is switched off. At once for a key
   * that is known. Throws LookupOverload when too many unknown keys wait, and whatever the database throws.
   */
  find(integrationKey: string, sender?: Sender): OpenSource | undefined | Promise<OpenSource | undefined> {
    const known = this.knownByKey.get(integrationKey)
    if (known && known.untilMs > performance.now()) {
      return known.found?.counted === undefined ? known.found?.source : this.counted(known.found, sender)
    }
    return this.wait(integrationKey).then((found) => found && this.counted(found, sender))
  }

  /** Notes the use; a former key that has ended leads nowhere, but is remembered. */
  private counted({ source, counted }: Found, sender: Sender): OpenSource | undefined {
    if (counted === undefined) return source
    const at = this.kernel.clock.now()
    const refused = !isTaken(counted, at)
    const use = { holderId: source.id, name: counted.name, at, sender: sender?.() ?? null, refused }
    this.uses.add(source.orgId, use)
    return refused ? undefined : source
  }

  /**
   * Tries the former secrets of a source on a request that did not prove the present one (`refused`), and notes which it was.
   * Returns what it is refused with; a secret that has ended is named.
   */
  tryFormer(
    { id: holderId, orgId, formerSecrets = [] }: OpenSource,
    refused: Refusal | undefined,
    sender: Sender,
    proves: (secret: string) => boolean,
  ): Refusal | undefined {
    const at = this.kernel.clock.now()
    const former = refused && formerSecrets.find(({ secret }) => proves(secret))
    if (refused && !former) return refused
    const isRefused = former !== undefined && !isTaken(former, at)
    const name = former?.id ?? 'secret'
    this.uses.add(orgId, { holderId, name, at, sender: sender?.() ?? null, refused: isRefused })
    if (!isRefused || !refused) return undefined
    return { ...refused, detail: `this is the former secret of the source, which ended at ${String(former.endsAt)}` }
  }

  private wait(integrationKey: string): Promise<Found | undefined> {
    const asked = this.waiting.get(integrationKey)
    if (asked) return asked.answer.promise
    if (this.waiting.size >= maxWaiting) throw new LookupOverload('too many integration keys are being looked up')
    const question = { hash: hashToken(integrationKey), answer: Promise.withResolvers<Found | undefined>() }
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
      const foundByHash = await withinTime(readSources(this.kernel, this.tables, hashes), this.limits.lookupMs)
      const untilMs = performance.now() + keepMs
      if (this.knownByKey.size > maxRemembered) this.knownByKey.clear()
      for (const [key, question] of questions) {
        const found = foundByHash.get(question.hash.toString('base64'))
        // What was read before a change arrived may be outdated already: it is used once and not remembered.
        if (before === this.generation) this.knownByKey.set(key, { found, untilMs })
        question.answer.resolve(found)
      }
    } catch (error) {
      for (const [, question] of questions) question.answer.reject(error)
    }
  }
}
