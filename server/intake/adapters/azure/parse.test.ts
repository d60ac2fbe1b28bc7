import { describe, expect, test } from 'vitest'
import { adapterBench } from '../../../testing/adapter.ts'
import { azure } from './parse.ts'

const { send, eventOf, fixture } = adapterBench(azure, import.meta.dirname)

type Body = { data: { essentials: Record<string, unknown> } & Record<string, unknown> } & Record<string, unknown>
const metric = () => JSON.parse(fixture('metric-fired.json')) as Body
const withEssentials = (over: object) => {
  const body = metric()
  return { ...body, data: { ...body.data, essentials: { ...body.data.essentials, ...over } } }
}

describe('an alert of Azure Monitor in the common schema', () => {
  test('opens with its rule and resource, its condition, its own properties and the way into the portal', () => {
    expect(eventOf(metric())).toMatchObject({
      action: 'trigger',
      summary: 'SQL: DTU above 90 % (erp-sql/erp)',
      severity: 'error',
      occurredAt: '2026-01-05T10:00:00.1234567Z',
      fields: {
        resource: 'erp-sql/erp',
        description: 'The ERP database runs out of DTUs',
        'condition.metricName': 'dtu_consumption_percent',
        'condition.metricValue': '96.4',
        customer: 'acme',
      },
      links: [{ href: expect.stringContaining('https://portal.azure.com/'), text: 'Azure' }],
    })
  })

  test('closes the alert that it opened', () => {
    const resolved = eventOf(fixture('metric-resolved.json'))
    expect(resolved).toMatchObject({ action: 'resolve', occurredAt: '2026-01-05T10:12:00.7654321Z' })
    expect(resolved.dedupKey).toBe(eventOf(metric()).dedupKey)
  })

  test('is a repeat when it comes again: the same key', () => {
    expect(eventOf(metric()).dedupKey).toBe(eventOf(metric()).dedupKey)
    expect(eventOf(withEssentials({ alertId: '/other' })).dedupKey).not.toBe(eventOf(metric()).dedupKey)
  })

  test.each([
    ['Sev0', 'critical'],
    ['Sev1', 'error'],
    ['Sev2', 'warning'],
    ['Sev3', 'info'],
    ['Sev4', 'info'],
    [undefined, 'unknown'],
    [7, 'unknown'],
  ])('of %s is of severity %s', (severity, expected) => {
    expect(eventOf(withEssentials({ severity }))).toMatchObject({ severity: expected })
  })

  test('of a log names the resource by the end of its path and links to the filtered search', () => {
    expect(eventOf(fixture('log-fired.json'))).toMatchObject({
      summary: 'Failed log-ins (acme-logs)',
      severity: 'info',
      links: [{ href: 'https://portal.azure.com#@acme/blade/Logs/q/2', text: 'Log Analytics' }],
    })
  })

  test('with members that nobody knows yet is read all the same', () => {
    expect(eventOf({ ...withEssentials({ future: { a: [1] } }), more: true })).toMatchObject({ action: 'trigger' })
  })
})

describe('the older schema of metric alerts', () => {
  const old = (status: string) => {
    const body = JSON.parse(fixture('old-metric.json')) as Body
    return { ...body, data: { ...body.data, status } }
  }

  test('opens and closes one alert per rule and resource', () => {
    const opened = eventOf(old('Activated'))
    expect(opened).toMatchObject({
      action: 'trigger',
      summary: 'CPU high (web-07)',
      severity: 'warning',
      fields: { resourceName: 'web-07', customer: 'acme' },
      links: [{ text: 'Azure' }],
    })
    expect(eventOf(old('Deactivated'))).toMatchObject({ action: 'resolve', dedupKey: opened.dedupKey })
  })
})

describe('what cannot be read is refused with the place', () => {
  test.each([
    [{}, 'switch on the common alert schema'],
    [{ data: { essentials: [] } }, 'data.essentials'],
    [withEssentials({ alertId: 5 }), 'data.essentials.alertId'],
    [withEssentials({ monitorCondition: null }), 'data.essentials.monitorCondition'],
    [{ data: { context: { name: 'x' } } }, 'data'],
    [[1], 'must be a JSON object'],
  ])('%j', (body, place) => {
    const result = send(body)
    expect(result).toMatchObject({ ok: true, events: [], response: { status: 400 } })
    expect(result.ok && result.rejected[0]?.detail).toContain(place)
  })
})
