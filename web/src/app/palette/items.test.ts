import { describe, expect, test } from 'vitest'
import { arrange, type GroupName, type PaletteItem } from './items.ts'
import { withRecent } from './recent.ts'

const item = (group: GroupName, label: string, rest: Partial<PaletteItem> = {}): PaletteItem => ({
  id: `${group}.${label}`,
  group,
  label,
  icon: (() => null) as unknown as PaletteItem['icon'],
  run: () => {},
  ...rest,
})

const all = [
  item('here', 'Acknowledge'),
  item('action', 'New alert'),
  item('go', 'Go to alerts'),
  item('user', 'Ann Beispiel', { hint: 'ann@example.test' }),
  item('source', 'Annoying sensor'),
  item('customer', 'Acme GmbH'),
]
const said = (query: string, recent: string[] = [], items = all) =>
  arrange(query, items, recent).map((group) => [group.name, ...group.items.map(({ label }) => label)])

describe('the palette', () => {
  test('shows what was chosen lately, what can be done here and where one can go, before anything is typed', () => {
    expect(said('', ['customer.Acme GmbH', 'go.Go to alerts', 'source.gone'])).toEqual([
      ['recent', 'Acme GmbH', 'Go to alerts'],
      ['here', 'Acknowledge'],
      ['action', 'New alert'],
    ])
  })

  test('finds things and actions in one list, the group of the best hit first', () => {
    expect(said('ann')).toEqual([
      ['user', 'Ann Beispiel'],
      ['source', 'Annoying sensor'],
    ])
    expect(said('alert')).toEqual([
      ['action', 'New alert'],
      ['go', 'Go to alerts'],
    ])
  })

  test('finds by what stands beside the name and by other words for it', () => {
    expect(said('example.test')).toEqual([['user', 'Ann Beispiel']])
    expect(said('dunkel', [], [item('action', 'Theme: dark', { words: 'dunkel' })])).toEqual([
      ['action', 'Theme: dark'],
    ])
  })

  test('prefers what was chosen lately among what fits about as well', () => {
    expect(said('an', ['source.Annoying sensor'])[0]).toEqual(['source', 'Annoying sensor'])
  })

  test('puts the alert of a number before everything that holds the number, and keeps what the server found by other words', () => {
    const found = (label: string) => item('alert', label, { isFound: true })
    const items = [item('source', '17'), found('#170 Disk is full'), found('#17 ERP is unreachable')]
    expect(said('#17', [], items)[0]).toEqual(['alert', '#17 ERP is unreachable', '#170 Disk is full'])
    expect(said('17', [], items)[0]?.[1]).toBe('#17 ERP is unreachable')
    expect(said('dedup-key', [], items)).toEqual([['alert', '#170 Disk is full', '#17 ERP is unreachable']])
  })

  test('stays short', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => item('service', `Service ${index}`))
    expect(said('service', [], many).flat()).toHaveLength(41)
  })

  test('remembers a choice once, the newest first, and not for ever', () => {
    const list = Array.from({ length: 40 }, (_, index) => ({ id: `${index % 30}`, label: '' }))
    const kept = list.reduce<{ id: string; label: string }[]>(withRecent, [])
    expect(kept.slice(0, 3).map(({ id }) => id)).toEqual(['9', '8', '7'])
    expect(new Set(kept.map(({ id }) => id)).size).toBe(24)
  })
})
