import type { Icon } from '../../ui/icons.ts'
import { matchScore } from '../fuzzy.ts'

/** In the order in which they stand while nothing is asked. */
const groupNames = [
  'recent',
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
  /** The server has found it by what was typed; it need not be found again by its name. */
  isFound?: boolean | undefined
}

export interface PaletteGroup {
  name: GroupName
  items: PaletteItem[]
}

const shownAtMost = 40
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
    items: items.filter((item) => item.group === name && !lately.includes(item)),
  }))
  return [{ name: 'recent' as const, items: lately }, ...others].filter((group) => group.items.length > 0)
}

function asked(query: string, items: readonly PaletteItem[], recent: readonly string[]): PaletteGroup[] {
  const scored = items.flatMap((item) => {
    const score = scoreOf(query, item) * (recent.includes(item.id) ? recentBonus : 1)
    return score > 0 ? [{ item, score }] : []
  })
  const best = scored.sort((one, other) => other.score - one.score).slice(0, shownAtMost)
  const names = [...new Set(best.map(({ item }) => item.group))]
  return names.map((name) => ({ name, items: best.flatMap(({ item }) => (item.group === name ? [item] : [])) }))
}

function scoreOf(query: string, { label, hint, words, isFound }: PaletteItem): number {
  const number = query.trim().replace(/^#/, '')
  // A number is that of an alert before it is anything else.
  if (isFound && label.startsWith(`#${number} `)) return 2_000
  const beside = Math.max(words ? matchScore(query, words) : 0, hint ? matchScore(query, `${label} ${hint}`) : 0)
  // First letters of words count in a name only: in a longer text they are found by chance.
  const score = Math.max(matchScore(query, label), beside > 300 ? beside * 0.9 : 0)
  return isFound ? Math.max(score, 150) : score
}
