/**
 * How a view answers to the one customer that everything is narrowed to: `narrowed` shows only what belongs to it, `serving`
 * what is there for it, `whole` is the same for every customer and says so, `one` shows a single thing, or no list at all.
 */
export type ScopeOfView = 'narrowed' | 'serving' | 'whole' | 'one'

const byPlace: Record<string, ScopeOfView> = {
  '': 'narrowed',
  alerts: 'narrowed',
  services: 'narrowed',
  sources: 'narrowed',
  heartbeats: 'narrowed',
  maintenance: 'narrowed',
  customers: 'narrowed',
  oncall: 'serving',
  policies: 'serving',
  people: 'whole',
  teams: 'whole',
  'lookup-tables': 'whole',
  sandbox: 'whole',
  settings: 'whole',
}

/** Lists of these are narrowed by the customers of sources. */
const bySources = ['heartbeats', 'oncall', 'policies']

/** Of an address. Whoever may not see sources is shown more than the customer's where only they tell what belongs to it. */
export function scopeOfView(pathname: string, maySeeSources: boolean): ScopeOfView {
  const [place = '', ...rest] = pathname.split('/').filter(Boolean)
  const scope = byPlace[place] ?? 'one'
  if (scope === 'whole') return 'whole'
  if (rest.length > 0) return 'one'
  return bySources.includes(place) && !maySeeSources ? 'whole' : scope
}
