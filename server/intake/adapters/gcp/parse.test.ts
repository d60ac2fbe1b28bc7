import { describe, expect, test } from 'vitest'
import { adapterBench } from '../../../testing/adapter.ts'
import { gcp } from './parse.ts'

const { send, eventOf, fixture } = adapterBench(gcp, import.meta.dirname)

const withIncident = (over: object) => {
  const body = JSON.parse(fixture('open.json')) as { incident: object }
  return { ...body, incident: { ...body.incident, ...over } }
}

describe('an incident of Google Cloud Monitoring', () => {
  test('opens an alert with the words of its documentation, its values, labels and links', () => {
    expect(eventOf(fixture('open.json'))).toMatchObject({
      action: 'trigger',
      dedupKey: '0.mabcdef12345',
      summary: 'web-07 is overloaded',
      severity: 'error',
      occurredAt: '2026-01-05T10:00:00Z',
      fields: {
        policy: 'Web servers',
        condition: 'CPU above 90 %',
        observedValue: '0.970',
        customer: 'acme',
        zone: 'europe-west3-a',
        instance_name: 'web-07',
        documentation: 'Look at the load balancer first.',
      },
      links: [{ text: 'Google Cloud' }, { href: 'https://wiki.example.test/cpu', text: 'Runbook' }],
    })
  })

  test('closes the same alert, however its state is written', () => {
    expect(eventOf(fixture('closed.json'))).toMatchObject({
      action: 'resolve',
      dedupKey: '0.mabcdef12345',
      occurredAt: '2026-01-05T10:15:00Z',
    })
  })

  test('without documentation is named by its policy and condition, and without these by its summary', () => {
    expect(eventOf(withIncident({ documentation: null })).summary).toBe('Web servers: CPU above 90 %')
    const bare = { documentation: null, policy_name: '', condition_name: null, condition: null }
    expect(eventOf(withIncident(bare)).summary).toContain('CPU utilization for acme-prod')
  })

  test('takes its severity from the label of its policy where the policy has none', () => {
    expect(eventOf(withIncident({ severity: undefined })).severity).toBe('warning')
    expect(eventOf(withIncident({ severity: 'No severity' })).severity).toBe('unknown')
    expect(eventOf(withIncident({ severity: 'Critical' })).severity).toBe('critical')
  })

  test('with times that are none is read without them', () => {
    for (const started_at of [0, -1, 1e300, 'soon', null, {}]) {
      expect(eventOf(withIncident({ started_at })).occurredAt).toBeUndefined()
    }
  })

  test('is refused with the place of what is missing or of another type', () => {
    for (const [over, place] of [
      [{ incident_id: '' }, 'incident.incident_id'],
      [{ incident_id: {} }, 'incident.incident_id'],
      [{ state: 1 }, 'incident.state'],
    ] as const) {
      const result = send(withIncident(over))
      expect(result).toMatchObject({ ok: true, events: [], response: { status: 400 } })
      expect(result.ok && result.rejected[0]?.detail).toContain(place)
    }
  })
})

test('the test message of the console is seen and pages nobody: nothing would ever close it', () => {
  expect(eventOf(fixture('test.json'))).toMatchObject({ action: 'ignore', reason: 'test_notification' })
  expect(send(fixture('test.json')).response.status).toBe(202)
})
