import { describe, expect, test } from 'vitest'
import type { AlertEvent } from '../../../contract/intake/event.ts'
import { evaluateIn } from '../adapters/webhook/condition.ts'
import { createJudge } from './evaluate.ts'
import { conditionScope } from './scope.ts'
import type { Surroundings } from './scope.ts'
import { tableNames } from './source-rules.ts'

const table = {
  key: 'hosts',
  keyColumn: 'host',
  columns: ['host', 'site'],
  rowByKey: new Map([['db-1', ['DB-1', 'Bern']]]),
}

const around = (at = '2026-01-05T02:00:00Z', timeZone = 'Europe/Berlin'): Surroundings => ({
  rules: {
    list: [],
    source: {
      key: 'checks',
      name: 'Checks',
      type: 'webhook',
      customer: 'acme',
      service: '',
      escalationPolicy: 'default',
    },
    timeZone,
    tables: new Map([['hosts', table]]),
    mayHold: false,
  },
  priorities: { warning: 'high' },
  receivedAt: Temporal.Instant.from(at),
})

const event: AlertEvent = {
  action: 'trigger',
  dedupKey: 'disk',
  summary: 'Disk full',
  severity: 'warning',
  fields: { host: 'db-1', 'labels.env': 'prod', job: 'backup' },
  links: [],
  images: [],
  raw: { labels: { env: 'prod' }, values: [1, 2, 3] },
  tags: ['a'],
}

const holds = (condition: string, of = event, surroundings = around()) =>
  evaluateIn(condition, conditionScope({ event: of, chosen: {} }, surroundings))

describe('what a condition sees', () => {
  test.each([
    'event.action == "trigger" && event.severity == "warning" && event.priority == "high"',
    'event.summary.contains("full") && "a" in event.tags',
    'fields.host == "db-1" && fields["labels.env"] == "prod"',
    '"host" in fields && !("constructor" in fields) && !has(fields.toString)',
    'raw.labels.env == "prod" && raw.values.exists(value, value > 2.0)',
    'source.key == "checks" && event.customer == "acme" && event.service == ""',
    'time.hour == 3 && time.minute == 0 && time.weekday == "Mon" && time.date == "2026-01-05" && time.clock == "03:00"',
    'time.hour in [2, 3] && time.hour + 1 == 4',
    'fields.host in lookup.hosts && lookup.hosts[fields.host].site == "Bern" && "DB-1" in lookup.hosts',
    '!("db-2" in lookup.hosts) && lookup["hosts"]["Db-1"].host == "DB-1"',
    'fields.exists(name, name == "job")',
  ])('%s', (condition) => {
    expect(holds(condition)).toEqual({ holds: true })
  })

  test('the wall clock is that of the organization, also when summer time begins and ends', () => {
    const at = (text: string) => holds('time.clock == "03:30"', event, around(text)).holds
    expect(at('2026-03-29T01:30:00Z')).toBe(true)
    expect(at('2026-03-29T02:30:00Z')).toBe(false)
    expect(at('2026-10-25T02:30:00Z')).toBe(true)
    expect(holds('time.weekday == "Sun"', event, around('2026-01-05T02:00:00Z', 'America/New_York')).holds).toBe(true)
  })

  test('a raw event that is large, or no object, is not shown', () => {
    expect(holds('has(raw.text)', { ...event, raw: { text: 'x'.repeat(70_000) } }).holds).toBe(false)
    expect(holds('has(raw.text)', { ...event, raw: ['text'] }).holds).toBe(false)
  })

  test('what is not there makes a condition fail, and what rules chose before is seen', () => {
    expect(holds('fields.nothing == "x"').failure).toContain('nothing')
    expect(holds('lookup.racks.x.y == "x"').failure).toContain('racks')
    const chosen = { customer: { key: 'beta', rule: 'before' } }
    expect(evaluateIn('event.customer == "beta"', conditionScope({ event, chosen }, around())).holds).toBe(true)
  })
})

describe('what a template gives', () => {
  const judge = createJudge(around())
  const draft = { event, chosen: {} }

  test('names with dots, words of all kinds, and what is not there', () => {
    const text = '{{event.summary}} on {{fields.host}} ({{fields["labels.env"]}}, {{time.clock}}{{fields.no}})'
    expect(judge.render(text, draft, 'line')).toEqual({ text: 'Disk full on db-1 (prod, 03:00)' })
  })

  test('a key tells which name has no value, and a long one becomes its digest', () => {
    expect(judge.render('{{fields.host}}/{{fields.no}}', draft, 'key').unfilled).toBe('fields.no')
    expect(judge.render('x'.repeat(300), draft, 'key').text).toMatch(/^[0-9a-f]{64}$/)
  })

  test('a summary is one line, a name is cut', () => {
    const wordy = { ...draft, event: { ...event, summary: 'a\n b' } }
    expect(judge.render('{{event.summary}}', wordy, 'line').text).toBe('a b')
    expect(judge.render('x'.repeat(300), draft, 'name').text).toHaveLength(100)
  })

  test('the key of a look-up is CEL or a template', () => {
    const find = (key: string) => judge.find({ table: 'hosts', key, set: {} }, draft)
    expect(find('fields.host').row).toEqual({ host: 'DB-1', site: 'Bern' })
    expect(find('{{fields.host}}').row).toBeDefined()
    expect(find('fields.host + "0"')).toEqual({})
    expect(find('fields.no').failure).toContain('no')
    expect(find('1 + 1').failure).toBe('the key "1 + 1" is no text')
  })

  test('when the time for an event is over, conditions fail and say so', () => {
    const late = createJudge(around(), () => 'too long')
    expect(late.holds('true', draft)).toEqual({ holds: false, failure: 'too long' })
  })
})

test('the tables that rules name are found in their look-ups and in CEL', () => {
  const rules = [
    { name: 'a', then: { lookup: { table: 'one', key: 'lookup.two[fields.host].name', set: {} } } },
    { name: 'b', if: 'fields.x in lookup["my-three"] && fields.y in lookup.one', then: {} },
    { name: 'c', if: 'fields.lookup == "x"', then: {} },
  ]
  expect(tableNames(rules)).toEqual(['one', 'two', 'my-three'])
})
