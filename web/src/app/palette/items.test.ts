import { describe, expect, test } from 'vitest'
import { arrange, chosenIn, type GroupName, type PaletteItem } from './items.ts'
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

  test('keeps the row of a number on top and what the server found below, so that nothing moves when it answers', () => {
    const found = ['#170 Disk is full', '#12 Sensor 17 is silent'].map((label) => item('found', label))
    const atHand = [item('source', '17'), item('number', '#17')]
    expect(said('17', [], atHand)).toEqual([
      ['number', '#17'],
      ['source', '17'],
    ])
    expect(said('17', [], [...found, ...atHand])).toEqual([
      ['number', '#17'],
      ['source', '17'],
      ['found', '#170 Disk is full', '#12 Sensor 17 is silent'],
    ])
  })

  test('shows no alert twice: neither that of the number nor one that was opened lately', () => {
    const id = 'alert.17'
    const items = [
      item('number', '#17 ERP', { id }),
      item('alert', '#17 ERP', { id }),
      item('alert', '#3 ERP', { id: 'alert.3' }),
    ]
    const found = [item('found', '#17 ERP', { id }), item('found', '#3 ERP', { id: 'alert.3' })]
    expect(said('erp', [], [...items, ...found])).toEqual([
      ['number', '#17 ERP'],
      ['alert', '#3 ERP'],
    ])
  })

  test('stays short: all of a kind that alone fits, a few of each where several do', () => {
    const many = (group: GroupName) => Array.from({ length: 5_000 }, (_, index) => item(group, `Office ${index}`))
    expect(said('office', [], many('service')).flat()).toHaveLength(41)
    const both = said('office', [], [...many('service').slice(0, 9), ...many('customer').slice(0, 9)])
    expect(both.map((group) => group.length)).toEqual([7, 7])
  })

  test('does not offer what there is much of before it is asked for', () => {
    const items = [item('action', 'New alert'), item('action', 'New team', { isAskedFor: true })]
    expect(said('', [], items)).toEqual([['action', 'New alert']])
    expect(said('', ['action.New team'], items)[0]).toEqual(['recent', 'New team'])
    expect(said('team', [], items)).toEqual([['action', 'New team']])
  })

  test('chooses the first row that can be chosen, until somebody moves to another', () => {
    const groups = arrange('17', [item('number', '#17', { isOff: true }), item('source', '17'), item('user', '17')], [])
    expect(chosenIn(groups, undefined)).toBe('source.17')
    expect(chosenIn(groups, 'user.17')).toBe('user.17')
    expect(chosenIn(groups, 'number.#17')).toBe('source.17')
    expect(chosenIn(groups, 'user.gone')).toBe('source.17')
    expect(chosenIn([], 'user.17')).toBe('')
  })

  test('remembers a choice once, the newest first, and not for ever', () => {
    const list = Array.from({ length: 40 }, (_, index) => ({ id: `${index % 30}`, label: '' }))
    const kept = list.reduce<{ id: string; label: string }[]>(withRecent, [])
    expect(kept.slice(0, 3).map(({ id }) => id)).toEqual(['9', '8', '7'])
    expect(new Set(kept.map(({ id }) => id)).size).toBe(24)
  })
})
