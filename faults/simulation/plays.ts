import type { Chance } from '../chance.ts'
import { organizations } from './ground.ts'
import type { KindName } from './problems.ts'

/** What a history may play beside events, answers, crashes and losses: no history plays everything. */
const parts = {
  /** People snooze; acknowledgements end by themselves. */
  snoozes: ['forgetful'],
  /** People give alerts to others, ask more people, give back; chains repeat. */
  hands: ['again'],
  /** Work is announced, and ended early; alerts page only if they last. */
  quiet: ['patient', 'lasting'],
  /** A job reports, or does not. */
  heartbeats: [],
} as const satisfies Record<string, readonly KindName[]>

export type Part = keyof typeof parts

/** So many of the histories play each of them. */
const share = 0.25

export const drawParts = (chance: Chance): ReadonlySet<Part> =>
  new Set((Object.keys(parts) as Part[]).filter(() => chance.happens(share)))

/** What can go wrong in each organization. */
export const problems = ['disk', 'link', 'power'] as const

/** From which source each problem of this history comes, by organization and problem. */
export function drawSources(chance: Chance, played: ReadonlySet<Part>): Record<string, KindName> {
  const own = [...played].flatMap((part): readonly KindName[] => parts[part])
  const choice: [KindName, ...KindName[]] = ['anything', ...own, ...own]
  const keys = organizations.flatMap(({ key }) => problems.map((problem) => `${key}/${problem}`))
  return Object.fromEntries(keys.map((key) => [key, chance.pick(choice)]))
}
