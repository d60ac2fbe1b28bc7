import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { auditEntry, auditHead } from '../contract/audit.ts'
import type { ChainEntry } from '../server/audit/chain/entry.ts'
import { firstHash } from '../server/audit/chain/entry.ts'
import type { ChainProblem } from '../server/audit/chain/verify.ts'
import { verifyChain } from '../server/audit/chain/verify.ts'

/** A line of the file is neither an entry nor the end of a log. */
export class BrokenLine extends Error {
  readonly line: number
  constructor(line: number) {
    super(`line ${line}`)
    this.line = line
  }
}

interface Checked {
  entries: number
  head: { entries: number; hash: string }
  problem: ChainProblem | undefined
}

/** Checks an exported audit log line by line, however large. Throws BrokenLine, and what reading a file throws. */
export async function checkAuditFile(path: string, kept: string | undefined): Promise<Checked> {
  let head: Checked['head'] | undefined
  for await (const { value } of linesOf(path)) {
    const found = auditHead.safeParse(value)
    if (found.success) head = found.data.head
  }
  const { entries, hash, problem } = await verifyChain(() => entriesOf(path), head, kept)
  // Without its last line the file ends too early, wherever that is.
  const cut: ChainProblem | undefined =
    head === undefined && (problem === undefined || problem.kind === 'head_changed')
      ? { seq: entries + 1, kind: 'cut_off' }
      : problem
  return { entries, head: head ?? { entries, hash: hash || firstHash }, problem: cut }
}

async function* linesOf(path: string): AsyncIterable<{ line: number; value: unknown }> {
  let line = 0
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    line += 1
    if (text.trim() !== '') yield { line, value: parsed(text, line) }
  }
}

function parsed(text: string, line: number): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BrokenLine(line)
  }
}

/** As they stand in the file: what is hashed is all that an entry holds, also what a later release may add. */
async function* entriesOf(path: string): AsyncIterable<ChainEntry> {
  for await (const { line, value } of linesOf(path)) {
    if (auditHead.safeParse(value).success) continue
    if (!auditEntry.safeParse(value).success) throw new BrokenLine(line)
    yield value as ChainEntry
  }
}
