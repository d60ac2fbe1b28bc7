import { describe, expect, test } from 'vitest'
import { adapterBench } from '../../../testing/adapter.ts'
import { cloudwatch } from './parse.ts'

const { send, eventOf, fixture } = adapterBench(cloudwatch, import.meta.dirname)

const arn = 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:HighCPU'
/** SNS calls its JSON text. */
const asText = { headers: { 'content-type': 'text/plain; charset=UTF-8' } }

/** The message within a fixture, changed. */
function withMessage(name: string, over: object): string {
  const envelope = JSON.parse(fixture(name)) as { Message: string }
  return fixture(name, { Message: JSON.stringify({ ...(JSON.parse(envelope.Message) as object), ...over }) })
}

describe('an alarm of CloudWatch', () => {
  test('opens under its ARN with its description, the severity written there, dimensions and the way to the console', () => {
    expect(eventOf(fixture('alarm.json'), asText)).toMatchObject({
      action: 'trigger',
      dedupKey: arn,
      summary: 'HighCPU: The ERP server is overloaded.',
      severity: 'critical',
      occurredAt: '2026-01-05T10:00:00.123Z',
      fields: {
        state: 'ALARM',
        account: '123456789012',
        region: 'EU (Frankfurt)',
        InstanceId: 'i-0123456789abcdef0',
        'trigger.MetricName': 'CPUUtilization',
        topic: 'arn:aws:sns:eu-central-1:123456789012:pikett',
      },
      links: [
        {
          href: 'https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#alarmsV2:alarm/HighCPU',
          text: 'CloudWatch',
        },
      ],
    })
  })

  test('closes the same alert when it is OK', () => {
    expect(eventOf(fixture('ok.json'), asText)).toMatchObject({ action: 'resolve', dedupKey: arn })
  })

  test('without data is shown only, or a warning where the source says so', () => {
    expect(eventOf(fixture('insufficient-data.json'))).toMatchObject({ action: 'ignore', reason: 'not_enough_data' })
    const options = { cloudwatch: { insufficientData: 'warning' as const } }
    expect(eventOf(fixture('insufficient-data.json'), { options })).toMatchObject({
      action: 'trigger',
      severity: 'warning',
      dedupKey: arn,
    })
  })

  test('that is made of others has no metric and is named by its reason', () => {
    const event = eventOf(fixture('composite.json'))
    expect(event.summary).toMatch(/^Shop: arn:aws:cloudwatch.* transitioned to ALARM$/)
    expect(event.fields.rule).toBe('ALARM(HighCPU) AND ALARM(HighErrors)')
  })

  test('without an ARN is known by account, region and name', () => {
    expect(eventOf(withMessage('alarm.json', { AlarmArn: undefined })).dedupKey).toBe(
      '123456789012/EU (Frankfurt)/HighCPU',
    )
  })

  test.each([
    ['Severity: P3', 'warning'],
    ['nothing', 'unknown'],
    [null, 'unknown'],
  ])('with the description "%s" is of severity %s', (AlarmDescription, severity) => {
    expect(eventOf(withMessage('alarm.json', { AlarmDescription })).severity).toBe(severity)
  })

  test('is the same alert when EventBridge reports it', () => {
    expect(eventOf(fixture('eventbridge-alarm.json'))).toMatchObject({
      action: 'trigger',
      dedupKey: arn,
      severity: 'critical',
      summary: 'HighCPU: The ERP server is overloaded.',
    })
  })
})

describe('other messages', () => {
  test('of AWS Health open and close under the ARN of their event', () => {
    const opened = eventOf(fixture('health-open.json'))
    expect(opened).toMatchObject({
      action: 'trigger',
      severity: 'warning',
      summary: 'AWS Health: EC2 AWS_EC2_OPERATIONAL_ISSUE',
      fields: { description: expect.stringContaining('increased error rates') },
    })
    const envelope = JSON.parse(fixture('health-open.json')) as { Message: string }
    const closed = withMessage('health-open.json', {
      detail: { ...(JSON.parse(envelope.Message) as { detail: object }).detail, statusCode: 'closed' },
    })
    expect(eventOf(closed)).toMatchObject({ action: 'resolve', dedupKey: opened.dedupKey })
  })

  test('of EventBridge become information, one alert per kind and resource', () => {
    const over = { source: 'aws.ec2', 'detail-type': 'EC2 Instance State-change Notification', detail: { state: 'x' } }
    expect(eventOf(withMessage('health-open.json', over))).toMatchObject({
      severity: 'info',
      summary: 'EC2 Instance State-change Notification: i-0123456789abcdef0',
      fields: { state: 'x' },
    })
  })

  test('that are plain text become information under their subject, and the same subject is the same alert', () => {
    const event = eventOf(fixture('text.json'))
    expect(event).toMatchObject({ action: 'trigger', severity: 'info', summary: 'AWS Budgets: acme-monthly' })
    expect(event.fields.message).toContain('exceeded 80 %')
    expect(eventOf(fixture('text.json', { Message: 'other' })).dedupKey).toBe(event.dedupKey)
    expect(eventOf(fixture('text.json', { Subject: null })).summary).toBe('Your budget acme-monthly has exceeded 80 %.')
  })

  test('about a subscription: its beginning is noted, its end is an alert', () => {
    expect(eventOf(fixture('subscription.json'))).toMatchObject({
      action: 'change',
      summary: 'SNS subscription confirmed: arn:aws:sns:eu-central-1:123456789012:pikett',
    })
    const ended = fixture('subscription.json', { Type: 'UnsubscribeConfirmation' })
    expect(eventOf(ended)).toMatchObject({ action: 'trigger', severity: 'warning' })
  })
})

describe('raw message delivery', () => {
  test('is refused, because nothing proves who sent it', () => {
    const result = send(fixture('raw.json'))
    expect(result).toMatchObject({ events: [], rejected: [{ reason: 'unsigned' }], response: { status: 400 } })
  })

  test('is read where the source permits it', () => {
    const options = { cloudwatch: { rawDelivery: true } }
    expect(eventOf(fixture('raw.json'), { options })).toMatchObject({ action: 'trigger', dedupKey: arn })
  })
})

describe('what is kept', () => {
  test('holds nothing that would confirm or end the subscription', () => {
    for (const name of ['alarm.json', 'subscription.json']) {
      const kept = JSON.stringify(eventOf(fixture(name)).raw)
      for (const secret of ['Action=Unsubscribe', 'Action=ConfirmSubscription', '2336412f37fb687f', '"Signature":']) {
        expect(kept).not.toContain(secret)
      }
    }
  })

  test.each([
    [{ Type: 'Other' }, 'Type'],
    [{ Message: {} }, 'Message'],
    [{ TopicArn: undefined }, 'TopicArn'],
    [{ Signature: '' }, 'Signature'],
  ])('of an envelope with %j is the refusal with its place', (over, place) => {
    const result = send(fixture('alarm.json', over))
    expect(result).toMatchObject({ events: [], response: { status: 400 } })
    expect(result.ok && result.rejected[0]?.detail).toContain(place)
  })
})
