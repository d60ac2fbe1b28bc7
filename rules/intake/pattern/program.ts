import { PatternMistake, readPattern } from './syntax.ts'
import type { CharacterSet, Edge, Node } from './node.ts'

/** One step of a search. Places are indexes of instructions; of two ways the first is preferred. */
export type Instruction =
  | { do: 'read'; set: CharacterSet }
  | { do: 'edge'; edge: Edge }
  | { do: 'fork'; first: number; second: number }
  | { do: 'jump'; to: number }
  /** Notes the position: even slots begin a group, odd ones end it; group 0 is the whole. */
  | { do: 'note'; slot: number }
  | { do: 'found' }

export interface Program {
  instructions: readonly Instruction[]
  slots: number
  indexByName: ReadonlyMap<string, number>
}

/** More instructions make a search slow; only counted repetitions of long groups come near. */
const mostInstructions = 2_000

/** Turns a pattern into a program for `search`. Throws PatternMistake with what is wrong. */
export function compilePattern(text: string): Program {
  const { root, groups, indexByName } = readPattern(text)
  const instructions: Instruction[] = []
  const emit = (instruction: Instruction): number => {
    if (instructions.length >= mostInstructions) throw new PatternMistake('the pattern repeats too much')
    return instructions.push(instruction) - 1
  }
  emit({ do: 'note', slot: 0 })
  writeNode(root, emit, instructions)
  emit({ do: 'note', slot: 1 })
  emit({ do: 'found' })
  return { instructions, slots: 2 * (groups + 1), indexByName }
}

type Emit = (instruction: Instruction) => number

function writeNode(node: Node, emit: Emit, all: Instruction[]): void {
  switch (node.kind) {
    case 'set':
      emit({ do: 'read', set: node.set })
      break
    case 'edge':
      emit({ do: 'edge', edge: node.edge })
      break
    case 'sequence':
      for (const part of node.parts) writeNode(part, emit, all)
      break
    case 'group':
      emit({ do: 'note', slot: 2 * node.index })
      writeNode(node.part, emit, all)
      emit({ do: 'note', slot: 2 * node.index + 1 })
      break
    case 'choice':
      writeChoice(node.parts, emit, all)
      break
    case 'repeat':
      writeRepeat(node, emit, all)
  }
}

function writeChoice(parts: readonly Node[], emit: Emit, all: Instruction[]): void {
  const ends: number[] = []
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1) {
      writeNode(part, emit, all)
      continue
    }
    const fork = emit({ do: 'jump', to: 0 })
    writeNode(part, emit, all)
    ends.push(emit({ do: 'jump', to: 0 }))
    all[fork] = { do: 'fork', first: fork + 1, second: all.length }
  }
  for (const end of ends) all[end] = { do: 'jump', to: all.length }
}

function writeRepeat(
  { part, least, most, lazy }: Extract<Node, { kind: 'repeat' }>,
  emit: Emit,
  all: Instruction[],
): void {
  const fork = (at: number, inside: number, behind: number) => {
    all[at] = lazy ? { do: 'fork', first: behind, second: inside } : { do: 'fork', first: inside, second: behind }
  }
  for (let count = 0; count < least; count++) writeNode(part, emit, all)
  if (most === undefined) {
    const loop = emit({ do: 'jump', to: 0 })
    writeNode(part, emit, all)
    emit({ do: 'jump', to: loop })
    fork(loop, loop + 1, all.length)
    return
  }
  const forks: number[] = []
  for (let count = least; count < most; count++) {
    forks.push(emit({ do: 'jump', to: 0 }))
    writeNode(part, emit, all)
  }
  for (const at of forks) fork(at, at + 1, all.length)
}
