import type { Icon } from '../../ui/icons.ts'
import { matchScore } from '../fuzzy.ts'

/** In the order in which they stand while nothing is asked. */
const groupNames = [
  'recent',
  'number',
  'here',
  'action',
  'go',
  'alert',
  'user',
  'team',
  'schedule',
  'policy',
  'source',
  'service',
  'customer',
  'heartbeat',
  'maintenance',
  'scope',
  'found',
] as const
export type GroupName = (typeof groupNames)[number]

/** A thing to go to or something to do. */
export interface PaletteItem {
  /** Unique, and the same tomorrow: what was chosen lately is remembered by it. */
  id: string
  group: GroupName
  label: string
  hint?: string | undefined
  /** Other words by which it is looked for. */
  words?: string | undefined
  keys?: string | undefined
  icon: Icon
  run: () => void
  /** Known of, but not to be chosen: there is no alert of this number. */
  isOff?: boolean | undefined
  /** Shown when it is looked for only: there are too many of its kind to begin with. */
  isAskedFor?: boolean | undefined
}

export interface PaletteGroup {
  name: GroupName
  items: PaletteItem[]
}

const shownAtMost = 40
/** Of each kind where several fit; typing on shows the rest. */
const shownOfKind = 6
const recentAtMost = 6
/** Groups that are worth showing before anything is typed. */
const shownUnasked: readonly GroupName[] = ['here', 'action', 'go']
/** What was chosen lately wins over what fits a little better. */
const recentBonus = 1.25

/** The list of the palette for what was typed: best first, by group, and what was chosen lately before all else. */
export function arrange(query: string, items: readonly PaletteItem[], recent: readonly string[]): PaletteGroup[] {
  return query.trim() === '' ? unasked(items, recent) : asked(query, items, recent)
}

function unasked(items: readonly PaletteItem[], recent: readonly string[]): PaletteGroup[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  const lately = recent.flatMap((id) => byId.get(id) ?? []).slice(0, recentAtMost)
  const others = shownUnasked.map((name) => ({
    name,
    items: items.filter((item) => item.group === name && !item.isAskedFor && !lately.includes(item)),
  }))
  return [{ name: 'recent' as const, items: lately }, ...others].filter((group) => group.items.length > 0)
}

/**
 * What is at hand comes by how well it fits. What the server has to say comes later, so it stands where it moves nothing: the
 * alert of a number on top, in a row that is there from the first moment; alerts found by words below everything else.
 */
function asked(query: string, items: readonly PaletteItem[], recent: readonly string[]): PaletteGroup[] {
  const ofNumber = items.filter(({ group }) => group === 'number')
  const known = new Set(ofNumber.map(({ id }) => id))
  const scored = items.flatMap((item) => {
    if (item.group === 'found' || known.has(item.id)) return []
    const score = scoreOf(query, item) * (recent.includes(item.id) ? recentBonus : 1)
    return score > 0 ? [{ item, score }] : []
  })
  const best = scored.sort((one, other) => other.score - one.score).map(({ item }) => item)
  const names = [...new Set(best.slice(0, shownAtMost).map(({ group }) => group))]
  const most = names.length > 1 ? shownOfKind : shownAtMost
  const groups = names.map((name) => ({ name, items: best.filter(({ group }) => group === name).slice(0, most) }))
  for (const { items: shown } of groups) for (const { id } of shown) known.add(id)
  const found = items.filter(({ group, id }) => group === 'found' && !known.has(id))
  return [{ name: 'number' as const, items: ofNumber }, ...groups, { name: 'found' as const, items: found }].filter(
    (group) => group.items.length > 0,
  )
}

function scoreOf(query: string, { label, hint, words }: PaletteItem): number {
  const beside = Math.max(words ? matchScore(query, words) : 0, hint ? matchScore(query, `${label} ${hint}`) : 0)
  // First letters of words count in a name only: in a longer text they are found by chance.
  return Math.max(matchScore(query, label), beside > 300 ? beside * 0.9 : 0)
}

/** Which row is chosen by Enter: the one that was moved to, as long as it is there, else the first. */
export function chosenIn(groups: readonly PaletteGroup[], moved: string | undefined): string {
  const ids = groups.flatMap(({ items }) => items.flatMap(({ id, isOff }) => (isOff ? [] : [id])))
  return moved !== undefined && ids.includes(moved) ? moved : (ids[0] ?? '')
}
