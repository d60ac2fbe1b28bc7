import { describe, expect, test } from 'vitest'
import type { Alert } from '../api/types.ts'
import { byState, heldBy } from './list-view.ts'
import type { MaintenanceWindow } from './queries.ts'

const window = (key: string, state: string, at: string, more: object = {}) =>
  ({
    key,
    state,
    current: state === 'active' ? { from: at, to: at } : null,
    next: state === 'upcoming' ? { from: at, to: at } : null,
    createdAt: at,
    everything: false,
    customers: [],
    services: [],
    sources: [],
    ...more,
  }) as unknown as MaintenanceWindow

describe('maintenance windows', () => {
  test('stand by what is now, what comes and what is over: what changes next comes first, what ended last too', () => {
    const shown = byState(
      [
        window('old', 'past', '2026-01-01'),
        window('later', 'upcoming', '2026-03-02'),
        window('soon', 'upcoming', '2026-03-01'),
        window('older', 'past', '2025-01-01'),
        window('now', 'active', '2026-02-01'),
      ],
      undefined,
    )
    expect(shown.map(({ state, items }) => [state, items.map(({ key }) => key)])).toEqual([
      ['active', ['now']],
      ['upcoming', ['soon', 'later']],
      ['past', ['old', 'older']],
    ])
  })

  test('of one customer are those that name it or something of it, and those that cover everything', () => {
    const all = [
      window('acme', 'active', '2026-01-01', { customers: [{ key: 'acme' }] }),
      window('all', 'active', '2026-01-02', { everything: true }),
      window('other', 'active', '2026-01-03', { customers: [{ key: 'other' }], services: [{ key: 'theirs' }] }),
      window('erp', 'active', '2026-01-04', { services: [{ key: 'erp' }] }),
      window('probe', 'active', '2026-01-05', { sources: [{ key: 'probe' }] }),
    ]
    const acme = { customer: 'acme', services: new Set(['erp']), sources: new Set(['probe']) }
    expect(byState(all, acme)[0]?.items.map(({ key }) => key)).toEqual(['acme', 'all', 'erp', 'probe'])
  })

  test('name the alerts that wait for them', () => {
    const alert = (number: number, held: object | null) => ({ number, held }) as Alert
    const alerts = [
      alert(1, { reason: 'maintenance', by: { key: 'patch', name: '' } }),
      alert(2, { reason: 'maintenance', by: { key: 'other', name: '' } }),
      alert(3, { reason: 'delay', by: { key: 'patch', name: '' } }),
      alert(4, null),
    ]
    expect(heldBy(alerts, 'patch').map(({ number }) => number)).toEqual([1])
  })
})
