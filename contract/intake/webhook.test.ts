import { describe, expect, test } from 'vitest'
import { webhookOptions } from './webhook.ts'

function problems(options: unknown): string[] {
  const result = webhookOptions.safeParse(options)
  return result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
}

describe('the options of a webhook source', () => {
  test('everything may be left out', () => {
    expect(webhookOptions.parse({})).toEqual({})
  })

  test('paths, templates and conditions are accepted as people write them', () => {
    expect(
      problems({
        fields: {
          dedupKey: 'alert.labels.host',
          summary: '{{host}}: {{#check}}{{name}}{{/check}}',
          details: { Host: 'alerts[0].host' },
          links: { Runbook: 'labels["runbook.url"]' },
        },
        conditions: { resolve: 'body.state == "up"', ignore: 'headers["x-test"] == "1"' },
        severities: { Katastrophe: 'critical' },
        statuses: { Vorbei: 'resolve' },
      }),
    ).toEqual([])
  })

  test('words of the sender are kept in lower case, so that upper and lower case are the same', () => {
    expect(webhookOptions.parse({ severities: { ' Katastrophe ': 'critical' } }).severities).toEqual({
      katastrophe: 'critical',
    })
  })

  test('what is no path, no condition and no known name is refused in words that say how to write it', () => {
    expect(problems({ fields: { summary: 'a..b' } })).toEqual([
      'fields.summary: not a path; write names and indexes like alert.labels.host, alerts[0].name or labels["a.b"]',
    ])
    expect(problems({ conditions: { resolve: ' ' } })[0]).toContain('write a condition in CEL')
    expect(problems({ condition: {} })[0]).toContain('condition')
    expect(problems({ severities: { a: 'fatal' } })).toHaveLength(1)
    expect(
      problems({ fields: { details: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [n, 'a'])) } }),
    ).toEqual(['fields.details: at most 50 entries'])
  })
})
