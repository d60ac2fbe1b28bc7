import { describe, expect, test } from 'vitest'
import { schedule as contract } from '../../../../contract/config/schedule.ts'
import { gaps } from '../../../../rules/oncall/index.ts'
import { draftOf, itemOf, keyOfName, movedTo, problemsOf, scheduleOfDraft } from './draft.ts'
import { draftFrom, templates } from './templates.ts'

const item = contract.parse({
  key: 'primary',
  name: 'Primary',
  timezone: 'Europe/Berlin',
  team: 'netops',
  layers: [
    {
      name: 'weekly',
      start: '2026-01-05',
      rotation: { every: '2 weeks', handover: 'Tue 10:30', skipExcluded: false },
      users: ['ann', 'bob', 'ann'],
      restrictions: [
        { days: ['Sat', 'Mon'], from: '08:00', to: '24:00' },
        { from: '18:00', to: '08:00' },
      ],
    },
    { name: 'always', start: '2026-01-05', end: '2026-12-31', users: ['cleo'] },
    { name: 'hours', start: '2026-01-07', rotation: { every: '1 hour', handover: '09:00' }, users: ['ann', 'bob'] },
  ],
})

describe('a draft', () => {
  test('that nobody changed is saved as it was; days come in the order of the week', () => {
    const saved = itemOf(draftOf(item, 'UTC'), 'primary')
    expect(saved.layers[0]!.restrictions![0]!.days).toEqual(['Mon', 'Sat'])
    expect(contract.parse(saved)).toEqual({
      ...item,
      layers: [
        {
          ...item.layers[0]!,
          restrictions: [{ days: ['Mon', 'Sat'], from: '08:00', to: '24:00' }, item.layers[0]!.restrictions![1]!],
        },
        ...item.layers.slice(1),
      ],
    })
  })

  test('takes the weekday of its start where none was said, and ends a day at 24:00 where the browser says 00:00', () => {
    const bare = contract.parse({
      key: 'x',
      layers: [{ name: 'l', start: '2026-01-07', rotation: { every: '1 week', handover: '09:00' }, users: ['a', 'b'] }],
    })
    const draft = draftOf(bare, 'UTC')
    draft.layers[0]!.restrictions = [{ id: 'r', days: ['Mon'], from: '18:00', to: '00:00' }]
    expect(itemOf(draft, 'x')).toMatchObject({
      timezone: 'UTC',
      layers: [{ rotation: { handover: 'Wed 09:00' }, restrictions: [{ to: '24:00' }] }],
    })
    expect('name' in itemOf(draft, 'x')).toBe(false)
  })

  test('says where it is incomplete, and is not previewed before it is complete', () => {
    const draft = draftOf(item, 'UTC')
    const [first] = draft.layers
    Object.assign(first!, { name: ' ', users: [], every: undefined, end: '2026-01-05' })
    first!.restrictions[0]!.days = []
    expect([...problemsOf({ ...draft, name: '' }).values()].toSorted()).toEqual([
      'days',
      'end',
      'every',
      'name',
      'name',
      'users',
    ])
    expect(scheduleOfDraft(draft, [])).toBeUndefined()
    expect(problemsOf(draftOf(item, 'UTC')).size).toBe(0)
  })

  test('is previewed with the overrides that stay', () => {
    const override = {
      id: 'o',
      user: { key: 'eva', name: 'Eva' },
      from: '2026-11-01T00:00',
      to: '2026-11-02T00:00',
      managed: false,
    }
    const schedule = scheduleOfDraft(draftOf(item, 'UTC'), [override])!
    expect(schedule.overrides).toEqual([{ userId: 'eva', from: override.from, to: override.to }])
    expect(schedule.layers[0]!.userIds).toEqual(['ann', 'bob', 'ann'])
  })
})

describe('a template', () => {
  const names = { weekly: 'w', week: 'd', weekend: 'e', east: 'eu', west: 'us', office: 'o' }
  test.each(templates)(
    '%s becomes a schedule once it has people; all but the office hours leave no gap',
    (template) => {
      const draft = draftFrom(template, { name: 'New', timezone: 'Europe/Berlin', today: '2026-10-20', names })
      for (const layer of draft.layers)
        layer.users = [
          { id: '1', key: 'ann' },
          { id: '2', key: 'bob' },
        ]
      expect(contract.safeParse(itemOf(draft, 'new')).error).toBeUndefined()
      const [from, to] = ['2026-10-20T00:00+02:00', '2026-11-03T00:00+01:00'].map((text) => Temporal.Instant.from(text))
      const holes = gaps(scheduleOfDraft(draft, [])!, from!, to!)
      expect(holes.length > 0).toBe(template === 'office')
    },
  )
})

test.each([
  [0, 2, ['b', 'c', 'a']],
  [2, 0, ['c', 'a', 'b']],
  [1, 9, ['a', 'c', 'b']],
  [1, -1, ['b', 'a', 'c']],
])('the part at %i moved to %i gives %j', (from, to, list) => {
  expect(movedTo(['a', 'b', 'c'], from, to)).toEqual(list)
})

test.each([
  ['Nächte & Wochenenden', 'naechte-wochenenden'],
  ['  NetOps 24/7 ', 'netops-24-7'],
  ['Élan', 'elan'],
  ['—', ''],
])('"%s" has the key "%s"', (name, key) => {
  expect(keyOfName(name)).toBe(key)
})
