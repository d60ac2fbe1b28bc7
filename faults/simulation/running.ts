import type { Chance } from '../chance.ts'
import type { Ground } from './ground.ts'
import type { Node } from './node.ts'
import type { Part } from './plays.ts'
import type { Call, Sink } from './sink.ts'
import type { Story } from './story.ts'

/** A history while it runs. */
export interface Run {
  ground: Ground
  chance: Chance
  story: Story
  sink: Sink
  nodes: Node[]
  /** Which parts of the engine it plays beside the usual ones. */
  plays: ReadonlySet<Part>
  /** How often a node crashes at a statement. */
  crashShare: number
  /** What is under way: one thing that a node does, or a request to it. */
  doing: Set<Doing>
  step: number
  /** Answers in words of people: what they can answer to. */
  heard: Call[]
  say(line: string): void
  moment(): { step: number; ms: number }
}

export interface Doing {
  name: string
  node: Node
}
