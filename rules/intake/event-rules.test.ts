import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EventRule } from '../../contract/config/event-rule.ts'
import type { AlertEvent } from '../../contract/intake/event.ts'
import { applyRules } from './event-rules.ts'
import type { RuleJudge } from './ruling.ts'

const event: AlertEvent = {
  action: 'trigger',
  dedupKey: 'disk',
  summary: 'Disk full',
  severity: 'critical',
  fields: { host: 'db-1' },
  links: [],
  images: [],
  raw: null,
}
const resolve: AlertEvent = { ...event, action: 'resolve' }
const acknowledge: AlertEvent = { ...event, action: 'acknowledge' }

/** Conditions are `yes`, `no`, `fails`, or `<severity>`; in templates `$name` is a field. */
const judge: RuleJudge = {
  holds(condition, draft) {
    if (condition === 'fails') return { holds: true, failure: 'it fails' }
    return { holds: condition === 'yes' || condition === draft.event.severity || condition === draft.event.dedupKey }
  },
  render(template, draft) {
    let unfilled: string | undefined
    const text = template.replaceAll(/\$(\w+)/g, (_, name: string) => {
      const value = draft.event.fields[name]
      if (value === undefined) unfilled = name
      return value ?? ''
    })
    return { text, ...(unfilled !== undefined && { unfilled }) }
  },
  find({ table, key }, draft) {
    if (table !== 'hosts') return { failure: 'no such table' }
    const row = { host: 'db-1', customer: 'acme', urgency: 'LOW', level: 'awful', site: 'Bern', empty: '' }
    return draft.event.fields[key] === 'db-1' ? { row } : {}
  },
}

const rule = (name: string, then: EventRule['then'], more: Partial<EventRule> = {}): EventRule => ({
  name,
  then,
  ...more,
})
const apply = (rules: EventRule[], to = event) => applyRules(rules, to, judge)

describe('the order of rules', () => {
  test('each sees what those before it have changed', () => {
    const ruling = apply([
      rule('first', { severity: 'info' }),
      rule('second', { tags: ['quiet'] }, { if: 'info' }),
      rule('third', { tags: ['loud'] }, { if: 'critical' }),
    ])
    expect(ruling.event.tags).toEqual(['quiet'])
    expect(ruling.steps.map((step) => step.matched)).toEqual([true, true, false])
  })

  test('the last word counts', () => {
    const ruling = apply([
      rule('first', { priority: 'low', customer: 'acme', delay: '2m' }),
      rule('second', { priority: 'high', customer: 'beta', suppress: true }),
    ])
    expect(ruling.event.priority).toBe('high')
    expect(ruling.chosen.customer).toEqual({ key: 'beta', rule: 'second' })
    expect(ruling.wait).toEqual({ kind: 'suppressed', rule: 'second' })
  })

  test('a rule with stop that holds ends the rules, one that does not hold ends nothing', () => {
    const after = rule('after', { tags: ['after'] })
    expect(apply([rule('stop', {}, { if: 'no', stop: true }), after]).event.tags).toEqual(['after'])
    const ruling = apply([rule('stop', {}, { if: 'yes', stop: true }), after])
    expect(ruling.event.tags).toBeUndefined()
    expect(ruling.steps.map((step) => step.rule)).toEqual(['stop'])
  })

  test('what stands behind a stop or a drop that holds can be anything', () => {
    const anyRule = fc.record({
      name: fc.string({ minLength: 1 }),
      if: fc.constantFrom('yes', 'no', 'fails', 'critical'),
      then: fc.constantFrom<EventRule['then']>(
        { drop: true },
        { severity: 'info' },
        { dedupKey: 'other' },
        { delay: '1m' },
      ),
    })
    fc.assert(
      fc.property(
        fc.array(anyRule),
        fc.constantFrom({ stop: true }, { then: { drop: true as const } }),
        (rules, end) => {
          const last = { ...rule('end', {}, { if: 'yes' }), ...end }
          expect(apply([last, ...rules])).toEqual(apply([last]))
        },
      ),
    )
  })

  test('no rule changes what an event is, and an ignored event is asked about nothing', () => {
    const ignored: AlertEvent = { ...event, action: 'ignore', reason: 'test_notification' }
    expect(apply([rule('all', { drop: true })], ignored)).toEqual({ event: ignored, chosen: {}, steps: [] })
    expect(apply([]).event).toBe(event)
  })
})

describe('a rule that fails', () => {
  test('is false, says why, and the others go on', () => {
    const ruling = apply([
      rule('broken', { drop: true }, { if: 'fails', stop: true }),
      rule('next', { tags: ['next'] }),
    ])
    expect(ruling.droppedBy).toBeUndefined()
    expect(ruling.event.tags).toEqual(['next'])
    expect(ruling.steps[0]).toEqual({ rule: 'broken', matched: false, did: [], failures: ['it fails'] })
  })

  test('an action that cannot be carried out leaves the others of its rule', () => {
    const ruling = apply([rule('keys', { dedupKey: '$host-$nothing', summary: '$nothing', tags: ['still'] })])
    expect(ruling.event).toMatchObject({ dedupKey: 'disk', summary: 'Disk full', tags: ['still'] })
    expect(ruling.steps[0]!.failures).toEqual([
      'summary: the template gives nothing, so the summary stays',
      'dedupKey: {{nothing}} has no value, so the key stays',
    ])
  })
})

describe('drop', () => {
  test('turns a trigger and a change into something that is only recorded, and names the rule', () => {
    for (const action of ['trigger', 'change'] as const) {
      const ruling = apply([rule('noise', { drop: true })], { ...event, action })
      expect(ruling).toMatchObject({ droppedBy: 'noise', event: { action: 'ignore', reason: 'dropped_by_rule' } })
    }
  })

  test('never drops an answer: an alert that is open can be closed', () => {
    for (const answer of [resolve, acknowledge]) {
      const ruling = apply([rule('noise', { drop: true }), rule('keys', { dedupKey: 'x-$host' })], answer)
      expect(ruling.event).toMatchObject({ action: answer.action, dedupKey: 'x-db-1' })
      expect(ruling.droppedBy).toBeUndefined()
    }
  })
})

describe('answers go the way of their trigger', () => {
  test('a changed key is the same for both, whatever else the rules do', () => {
    const conditions = fc.constantFrom('yes', 'no', 'fails', 'disk', 'x-db-1')
    const actions = fc.constantFrom<EventRule['then']>(
      { dedupKey: 'x-$host' },
      { dedupKey: '$host' },
      { dedupKey: '$nothing' },
      { suppress: true },
      { delay: '1m' },
      { threshold: { count: 2, within: '1m' } },
      { severity: 'info', tags: ['a'] },
    )
    const rules = fc.array(
      fc.record({ name: fc.string(), if: conditions, then: actions, stop: fc.boolean() }) as fc.Arbitrary<EventRule>,
    )
    fc.assert(
      fc.property(rules, fc.constantFrom(resolve, acknowledge), (list, answer) => {
        expect(apply(list, answer).event.dedupKey).toBe(apply(list).event.dedupKey)
        expect(apply(list, answer).wait).toBeUndefined()
        expect(apply(list, answer).event.action).toBe(answer.action)
      }),
    )
  })
})

describe('what keeps an alert from paging', () => {
  test.each([
    [{ suppress: true as const }, { kind: 'suppressed', rule: 'wait' }],
    [{ delay: '2m' }, { kind: 'delay', rule: 'wait', delay: '2m' }],
    [{ threshold: { count: 5, within: '10m' } }, { kind: 'threshold', rule: 'wait', count: 5, within: '10m' }],
  ])('%j concerns triggers only', (then, wait) => {
    expect(apply([rule('wait', then)]).wait).toEqual(wait)
    expect(apply([rule('wait', then)], resolve).wait).toBeUndefined()
    expect(apply([rule('wait', then)], { ...event, action: 'change' }).wait).toBeUndefined()
  })
})

describe('a look-up', () => {
  const lookUp = (set: NonNullable<EventRule['then']['lookup']>['set'], key = 'host', table = 'hosts') =>
    apply([rule('cmdb', { lookup: { table, key, set }, tags: ['$site'] })])

  test('sets what its columns say, before the other actions of the rule', () => {
    const ruling = lookUp({ customer: 'customer', priority: 'urgency', fields: { site: 'site' }, tags: ['site'] })
    expect(ruling.chosen).toEqual({ customer: { key: 'acme', rule: 'cmdb' } })
    expect(ruling.event).toMatchObject({ priority: 'low', fields: { host: 'db-1', site: 'Bern' }, tags: ['Bern'] })
  })

  test('that finds no row, or an empty cell, changes nothing and is no failure', () => {
    for (const ruling of [
      lookUp({ customer: 'customer' }, 'nothing'),
      lookUp({ customer: 'empty', priority: 'empty' }),
    ]) {
      expect(ruling.chosen).toEqual({})
      expect(ruling.event.priority).toBeUndefined()
      expect(ruling.steps[0]!.failures).toEqual([])
    }
  })

  test('says what is wrong with its table, its columns and its cells', () => {
    expect(lookUp({ customer: 'customer' }, 'host', 'racks').steps[0]!.failures).toEqual(['lookup: no such table'])
    expect(lookUp({ customer: 'owner' }).steps[0]!.failures).toEqual(['lookup: the table hosts has no column "owner"'])
    expect(lookUp({ severity: 'level' }).steps[0]!.failures).toEqual([
      'lookup: "awful" is no severity; write one of critical, error, warning, info, unknown',
    ])
  })
})

test('tags are added to those of the sender, each once, and a field cannot reach behind the object', () => {
  const tagged = { ...event, tags: ['prod'] }
  const ruling = apply(
    [rule('tags', { tags: ['prod', '$host', '$nothing'], fields: { __proto__x: 'a', empty: '$no' } })],
    tagged,
  )
  expect(ruling.event.tags).toEqual(['prod', 'db-1'])
  expect(ruling.event.fields).toEqual({ host: 'db-1', __proto__x: 'a' })
})
