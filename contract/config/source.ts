import { z } from 'zod'
import { durationText } from '../durations.ts'
import { key, priority } from '../keys.ts'
import { grouping } from './grouping.ts'
import { cloudwatchOptions } from '../intake/cloudwatch.ts'
import { emailOptions } from '../intake/email.ts'
import { eventRules } from './event-rule.ts'
import { opsgenieOptions } from '../intake/opsgenie.ts'
import { webhookOptions } from '../intake/webhook.ts'

/** How the sender speaks: one folder of server/intake/adapters each. */
export const sourceTypes = [
  'webhook',
  'pagerduty',
  'alertmanager',
  'uptimekuma',
  'azure',
  'checkmk',
  'cloudevents',
  'cloudwatch',
  'datadog',
  'datto',
  'email',
  'gcp',
  'grafana',
  'icinga',
  'ilert',
  'nagios',
  'ncentral',
  'ninjaone',
  'opsgenie',
  'prtg',
  'sentry',
  'zabbix',
] as const
export type SourceType = (typeof sourceTypes)[number]

/** The secret in the address of a source. 32 letters and digits, so that PagerDuty's clients accept it as a routing key. */
const integrationKey = z.string().regex(/^[A-Za-z0-9]{32}$/, 'an integration key has exactly 32 letters or digits')

/** How support hours decide: high inside and low outside, or the reverse. A customer without hours is served at any time. */
const hoursRule = z
  .strictObject({
    insideHours: priority.default('high'),
    outsideHours: priority.default('low'),
    /** When the hours begin, what is open, unanswered and low because of them becomes high and pages. */
    raiseWhenHoursBegin: z.boolean().default(false),
    /** The same when they end, for hours that are low inside. */
    raiseWhenHoursEnd: z.boolean().default(false),
  })
  .superRefine(({ insideHours, outsideHours, raiseWhenHoursBegin, raiseWhenHoursEnd }, context) => {
    const report = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    if (insideHours === outsideHours)
      report('outsideHours', 'inside and outside are the same: the hours decide nothing')
    if (raiseWhenHoursBegin && insideHours === 'low')
      report('raiseWhenHoursBegin', 'inside the hours alerts are low, so nothing can rise when they begin')
    if (raiseWhenHoursEnd && outsideHours === 'low')
      report('raiseWhenHoursEnd', 'outside the hours alerts are low, so nothing can rise when they end')
  })

/** Which severity pages as which priority; what is not named keeps the default (critical, error and unknown: high). */
const priorityBySeverity = z.strictObject({
  critical: priority.optional(),
  error: priority.optional(),
  warning: priority.optional(),
  info: priority.optional(),
  unknown: priority.optional(),
  /** What is urgent by default and not named here goes by the support hours of the alert's customer. */
  supportHours: hoursRule.optional(),
})

export const source = z.strictObject({
  key,
  name: z.string().min(1).max(100).optional(),
  type: z.enum(sourceTypes),
  escalationPolicy: key,
  customer: key.optional(),
  service: key.optional(),
  /** Without it one is made and shown in the console. */
  integrationKey: integrationKey.optional(),
  /**
   * What the sender proves itself with, beside the key in the address: Sentry's client secret, the secret of Grafana's
   * HMAC, for others a password that they send in a header. Without it the address is enough.
   */
  secret: z.string().min(8, 'a secret has at least 8 characters').max(500).optional(),
  enabled: z.boolean().default(true),
  priorities: priorityBySeverity.optional(),
  /** What happens to its events before they become alerts, in this order. */
  rules: eventRules.optional(),
  /** Which of its alerts page once, together. */
  grouping: grouping.optional(),
  /** Sources of type webhook: where the fields stand and which conditions hold. */
  webhook: webhookOptions.optional(),
  /** Sources of type opsgenie: what their key may do beyond its own alerts and heartbeats. */
  opsgenie: opsgenieOptions.optional(),
  /** Sources of type email: what mails mean, and from whom they are taken. */
  email: emailOptions.optional(),
  /** Sources of type cloudwatch: which topics may send, and what is taken unsigned. */
  cloudwatch: cloudwatchOptions.optional(),
})

/** A heartbeat: a job that must report regularly. Its alert is raised through `source`. */
export const heartbeat = z.strictObject({
  key,
  name: z.string().min(1).max(100).optional(),
  every: durationText(1, 366 * 86_400),
  grace: durationText(0, 366 * 86_400).default('1m'),
  source: key,
  /** The identifier in the ping address. Without it one is made. */
  pingKey: z.uuid().toLowerCase().optional(),
  paused: z.boolean().default(false),
})

export type SourceConfig = z.output<typeof source>
export type HeartbeatConfig = z.output<typeof heartbeat>
