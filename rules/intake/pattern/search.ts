import type { Program } from './program.ts'
import type { CharacterSet, Edge } from './node.ts'

/** Steps that a search may still take, shared by all searches in one text so that many patterns cost no more than few. */
export interface Patience {
  steps: number
}

export type Found =
  | { kind: 'found'; whole: string; groups: readonly (string | undefined)[]; byName: Readonly<Record<string, string>> }
  | { kind: 'nothing' }
  /** The patience ran out before the end of the text. */
  | { kind: 'too_long' }

interface Thread {
  at: number
  /** Where groups began and ended; -1 for those that have not. */
  notes: number[]
}

/**
 * Searches the leftmost match as usual engines would find it, upper and lower case being the same, in time that grows with
 * the length of the text only: all ways are followed at once, so no text and no pattern can make it run away.
 */
export function search(program: Program, text: string, patience: Patience): Found {
  const run = new Run(program, text, patience)
  const notes = run.leftmost()
  if (notes === 'too_long') return { kind: 'too_long' }
  return notes === undefined ? { kind: 'nothing' } : asFound(program, text, notes)
}

function asFound({ slots, indexByName }: Program, text: string, notes: readonly number[]): Found {
  const groups: (string | undefined)[] = []
  for (let slot = 0; slot < slots; slot += 2) {
    const [from, to] = [notes[slot]!, notes[slot + 1]!]
    groups.push(from < 0 || to < 0 ? undefined : text.slice(from, to))
  }
  const named = [...indexByName].map(([name, index]) => [name, groups[index] ?? ''] as const)
  return { kind: 'found', whole: groups[0] ?? '', groups: groups.slice(1), byName: Object.fromEntries(named) }
}

class Run {
  private readonly program: Program
  private readonly text: string
  private readonly patience: Patience
  /** At which position an instruction was reached last: no way is followed twice. */
  private readonly seenAt: Int32Array

  constructor(program: Program, text: string, patience: Patience) {
    this.program = program
    this.text = text
    this.patience = patience
    this.seenAt = new Int32Array(program.instructions.length).fill(-1)
  }

  leftmost(): number[] | undefined | 'too_long' {
    let threads: Thread[] = []
    let best: number[] | undefined
    for (let position = 0; ;) {
      if (best === undefined) {
        // A new beginning is preferred least: what began before lies further left.
        this.follow({ at: 0, notes: Array.from({ length: this.program.slots }, () => -1) }, position, threads)
      }
      if (this.patience.steps < 0) return 'too_long'
      if (threads.length === 0 && best !== undefined) return best
      const code = this.text.codePointAt(position)
      const end = position + (code !== undefined && code > 0xffff ? 2 : 1)
      const next: Thread[] = []
      for (const thread of threads) {
        const instruction = this.program.instructions[thread.at]!
        if (instruction.do === 'found') {
          // Those behind are preferred less than what is found.
          best = thread.notes
          break
        }
        if (code !== undefined && instruction.do === 'read' && holds(instruction.set, code)) {
          this.follow({ at: thread.at + 1, notes: thread.notes }, end, next)
        }
      }
      if (code === undefined) return best
      threads = next
      position = end
    }
  }

  /** Follows everything that reads nothing, in the order of preference, and adds the threads that read or have found. */
  private follow(start: Thread, position: number, into: Thread[]): void {
    const open: Thread[] = [start]
    for (let thread = open.pop(); thread !== undefined; thread = open.pop()) {
      this.patience.steps -= 1
      const { at, notes } = thread
      if (this.seenAt[at] === position) continue
      this.seenAt[at] = position
      const instruction = this.program.instructions[at]!
      switch (instruction.do) {
        case 'jump':
          open.push({ at: instruction.to, notes })
          break
        case 'fork':
          open.push({ at: instruction.second, notes }, { at: instruction.first, notes })
          break
        case 'note':
          open.push({ at: at + 1, notes: notes.with(instruction.slot, position) })
          break
        case 'edge':
          if (isEdge(instruction.edge, this.text, position)) open.push({ at: at + 1, notes })
          break
        default:
          into.push(thread)
      }
    }
  }
}

function holds({ ranges, not }: CharacterSet, code: number): boolean {
  if (within(ranges, code)) return !not
  const letter = String.fromCodePoint(code)
  const others = [letter.toLowerCase(), letter.toUpperCase()]
  const found = others.some((other) => other !== letter && isOne(other) && within(ranges, other.codePointAt(0)!))
  return found !== not
}

/** A capital of several letters, such as that of "ß", is no other form of one. */
const isOne = (text: string) => text.length === (text.codePointAt(0)! > 0xffff ? 2 : 1)

function within(ranges: CharacterSet['ranges'], code: number): boolean {
  for (const [low, high] of ranges) if (code >= low && code <= high) return true
  return false
}

function isEdge(edge: Edge, text: string, position: number): boolean {
  switch (edge) {
    case 'lineStart':
      return position === 0 || isLineEnd(text, position - 1)
    case 'lineEnd':
      return position >= text.length || isLineEnd(text, position)
    case 'wordEdge':
      return isWord(text, position - 1) !== isWord(text, position)
    case 'insideWord':
      return isWord(text, position - 1) === isWord(text, position)
  }
}

const isLineEnd = (text: string, at: number) => text[at] === '\n' || text[at] === '\r'
const isWord = (text: string, at: number) => /\w/.test(text[at] ?? '')
