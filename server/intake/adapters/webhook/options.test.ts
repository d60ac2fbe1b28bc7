import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { source } from '../../../../contract/config/source.ts'
import { webhookOptions } from '../../../../contract/intake/webhook.ts'
import { webhook } from './parse.ts'

function eventsOf(body: unknown, options: unknown, headers: Record<string, string> = {}) {
  const result = webhook.parse({
    method: 'POST',
    path: '',
    headers,
    query: { site: 'berlin' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    receivedAt: Temporal.Instant.from('2026-01-05T10:00:00Z'),
    options: { webhook: webhookOptions.parse(options) },
    newKey: () => 'fresh-key',
  })
  if (!result.ok) throw new Error(`not accepted: ${result.response.body}`)
  return result.events
}

function eventOf(body: unknown, options: unknown, headers: Record<string, string> = {}) {
  const [event] = eventsOf(body, options, headers)
  if (event === undefined) throw new Error('no event')
  return event
}

describe('fields', () => {
  const body = {
    alert: { labels: { host: 'web-07', 'a.b': 'dotted' }, text: 'Disk <full>' },
    checks: [{ name: 'x' }, { name: 'y' }],
  }

  test('come from paths', () => {
    expect(
      eventOf(body, {
        fields: {
          summary: 'alert.text',
          dedupKey: 'alert.labels.host',
          details: {
            Host: 'body.alert.labels.host',
            First: 'checks[0].name',
            Dotted: 'alert.labels["a.b"]',
            Site: 'query.site',
          },
        },
      }),
    ).toMatchObject({
      summary: 'Disk <full>',
      dedupKey: 'web-07',
      fields: { Host: 'web-07', First: 'x', Dotted: 'dotted', Site: 'berlin' },
    })
  })

  test('come from templates, unescaped, with sections', () => {
    const template =
      '{{alert.labels.host}}: {{alert.text}}{{#checks}} [{{name}}]{{/checks}}{{^missing}}!{{/missing}} {{missing}}{{! note }}'
    expect(eventOf(body, { fields: { summary: template } }).summary).toBe('web-07: Disk <full> [x] [y]!')
    expect(eventOf({ list: ['a', 'b'] }, { fields: { summary: '{{#list}}{{.}};{{/list}}' } }).summary).toBe('a;b;')
    expect(eventOf({ on: true, off: false }, { fields: { summary: '{{#on}}1{{/on}}{{#off}}2{{/off}}' } }).summary).toBe(
      '1',
    )
  })

  test('that the event does not have fall back to the usual names', () => {
    expect(eventOf({ title: 'T', id: 'i' }, { fields: { summary: 'a.b', dedupKey: '{{missing}}' } })).toMatchObject({
      summary: 'T',
      dedupKey: 'i',
    })
  })

  test('links stand under their texts', () => {
    expect(
      eventOf({ summary: 's', id: 5 }, { fields: { links: { Ticket: 'https://desk.example.test/{{id}}' } } }).links,
    ).toEqual([{ href: 'https://desk.example.test/5', text: 'Ticket' }])
  })

  test('the words of the sender come before the usual ones', () => {
    const options = { severities: { Katastrophe: 'critical' }, statuses: { Vorbei: 'resolve', ok: 'ignore' } }
    expect(eventOf({ summary: 's', severity: 'KATASTROPHE', status: 'vorbei' }, options)).toMatchObject({
      severity: 'critical',
      action: 'resolve',
    })
    expect(eventOf({ summary: 's', status: 'OK' }, options)).toMatchObject({
      action: 'ignore',
      reason: 'condition_ignored',
    })
  })

  test('know nothing of what every object inherits', () => {
    const template =
      '{{#constructor}}a{{/constructor}}{{#toString}}b{{/toString}}{{#title}}{{#__proto__}}c{{/__proto__}}{{/title}}'
    expect(eventOf({ title: 'T' }, { fields: { summary: template } }).summary).toBe('T')
  })

  test('a template that would grow without end is cut short', () => {
    const list = Array.from({ length: 300 }, () => 'x')
    const template = '{{#list}}{{#list}}{{#list}}{{#list}}{{.}}{{/list}}{{/list}}{{/list}}{{/list}}'
    expect(eventOf({ list }, { fields: { summary: template } }).summary).toHaveLength(1024)
    const silent = '{{#list}}{{#list}}{{#list}}{{#list}}{{none}}{{/list}}{{/list}}{{/list}}{{/list}}'
    expect(eventOf({ list, title: 'T' }, { fields: { summary: silent } }).summary).toBe('T')
  })
})

describe('conditions', () => {
  const conditions = {
    ignore: 'headers["x-test"] == "1"',
    resolve: 'body.state == "up"',
    acknowledge: 'has(body.ack) && body.ack',
    trigger: 'body.load > 0.9 || body.state.startsWith("down")',
  }
  const options = { conditions }

  test.each([
    [{ state: 'up', load: 0 }, 'resolve'],
    [{ state: 'down', load: 0, ack: true }, 'acknowledge'],
    [{ state: 'downish', load: 0 }, 'trigger'],
    [{ state: 'slow', load: 0.95 }, 'trigger'],
  ])('%j is decided by them', (body, action) => {
    const event = eventOf({ summary: 's', ...body }, options, { 'x-test': '0' })
    expect(event.action).toBe(action)
    expect(event.failedConditions).toBeUndefined()
  })

  test('when none of them holds the event is recorded as ignored, with the reason', () => {
    expect(eventOf({ summary: 's', state: 'slow', load: 0 }, options, { 'x-test': '0' })).toMatchObject({
      action: 'ignore',
      reason: 'no_condition_held',
    })
    expect(eventOf({ summary: 's', state: 'down', load: 1 }, options, { 'x-test': '1' })).toMatchObject({
      action: 'ignore',
      reason: 'condition_ignored',
    })
  })

  test('one that cannot be evaluated is false and says why', () => {
    const event = eventOf({ summary: 's' }, { conditions: { resolve: 'body.missing == "x"', ignore: 'body.summary' } })
    expect(event.action).toBe('trigger')
    expect(event.failedConditions).toEqual([
      { condition: 'ignore', message: 'the condition is neither true nor false' },
      { condition: 'resolve', message: expect.stringContaining('missing') },
    ])
    expect(eventOf({ summary: 's' }, { conditions: { trigger: '1 +' } })).toMatchObject({
      action: 'ignore',
      failedConditions: [{ condition: 'trigger' }],
    })
  })

  test('an action with a condition no longer follows the status, one without still does', () => {
    const only = { conditions: { resolve: 'body.value == 0' } }
    expect(eventOf({ summary: 's', status: 'ok', value: 1 }, only).action).toBe('trigger')
    expect(eventOf({ summary: 's', status: 'acknowledged', value: 1 }, only).action).toBe('acknowledge')
    expect(eventOf({ summary: 's', status: 'firing', value: 0 }, only).action).toBe('resolve')
  })

  test('each event of a list is decided on its own', () => {
    const list = [
      { summary: 'a', state: 'up' },
      { summary: 'b', state: 'down' },
    ]
    expect(eventsOf(list, { conditions: { resolve: 'body.state == "up"' } }).map((event) => event.action)).toEqual([
      'resolve',
      'trigger',
    ])
  })
})

describe('mistakes in the options', () => {
  test('that only their evaluation shows are found before they are saved, with their place', () => {
    const options = webhookOptions.parse({
      fields: { summary: '{{open', dedupKey: '{{> partial}}', details: { x: '{{#a}}' }, links: { y: '{{=<% %>=}}' } },
      conditions: { trigger: '1 +', resolve: 'body.a == 1' },
    })
    const problems = webhook.checkOptions?.({ webhook: options }) ?? []
    expect(problems.map((problem) => problem.path.join('.'))).toEqual([
      'webhook.fields.dedupKey',
      'webhook.fields.summary',
      'webhook.fields.details.x',
      'webhook.fields.links.y',
      'webhook.conditions.trigger',
    ])
    for (const { message } of problems) expect(message).not.toBe('')
    expect(webhook.checkOptions?.({})).toEqual([])
  })
})

describe.each(['de', 'en'])('the example of the guide (%s)', (language) => {
  const guide = readFileSync(new URL(`./setup.${language}.md`, import.meta.url), 'utf8')
  const [, yaml = ''] = /```yaml\n(.*?)```/s.exec(guide) ?? []
  const example = source.parse((parseYaml(yaml) as { sources: unknown[] }).sources[0])
  const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')

  test('does with Uptime Kuma what it says', () => {
    expect(webhook.checkOptions?.(example)).toEqual([])
    const down = eventOf(fixture('uptime-kuma-down'), example.webhook)
    expect(down).toMatchObject({
      action: 'trigger',
      dedupKey: 'monitor-12',
      summary: 'Shop: connect ECONNREFUSED 203.0.113.7:443',
      links: [{ href: 'https://shop.example.test' }],
    })
    expect(down.failedConditions).toBeUndefined()
    expect(eventOf(fixture('uptime-kuma-up'), example.webhook)).toMatchObject({
      action: 'resolve',
      dedupKey: 'monitor-12',
    })
    expect(eventOf(fixture('uptime-kuma-test'), example.webhook)).toMatchObject({ action: 'ignore' })
  })
})
