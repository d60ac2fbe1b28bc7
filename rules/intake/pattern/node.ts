/** A set of characters: pairs of code points, both included; `not` turns it around. */
export interface CharacterSet {
  ranges: readonly (readonly [number, number])[]
  not: boolean
}

/** A pattern as it was written. */
export type Node =
  | { kind: 'set'; set: CharacterSet }
  | { kind: 'edge'; edge: Edge }
  | { kind: 'sequence'; parts: readonly Node[] }
  | { kind: 'choice'; parts: readonly Node[] }
  | { kind: 'group'; index: number; part: Node }
  | { kind: 'repeat'; part: Node; least: number; most: number | undefined; lazy: boolean }

/** `lineStart` and `lineEnd` hold at every line: what is searched are mails. */
export type Edge = 'lineStart' | 'lineEnd' | 'wordEdge' | 'insideWord'

export interface Syntax {
  root: Node
  /** How many groups capture. */
  groups: number
  /** The groups that have a name. */
  indexByName: ReadonlyMap<string, number>
}
