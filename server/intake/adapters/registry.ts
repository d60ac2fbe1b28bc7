import type { SourceType } from '../../../contract/config/source.ts'
import type { Adapter } from './adapter.ts'
import { alertmanager } from './alertmanager/parse.ts'
import { azure } from './azure/parse.ts'
import { checkmk } from './checkmk/parse.ts'
import { cloudevents } from './cloudevents/parse.ts'
import { cloudwatch } from './cloudwatch/parse.ts'
import { datadog } from './datadog/parse.ts'
import { datto } from './datto/parse.ts'
import { email } from './email/parse.ts'
import { gcp } from './gcp/parse.ts'
import { grafana } from './grafana/parse.ts'
import { icinga } from './icinga/parse.ts'
import { ilert } from './ilert/parse.ts'
import { nagios } from './nagios/parse.ts'
import { ncentral } from './ncentral/parse.ts'
import { ninjaone } from './ninjaone/parse.ts'
import { opsgenie } from './opsgenie/parse.ts'
import { pagerduty } from './pagerduty/parse.ts'
import { prtg } from './prtg/parse.ts'
import { sentry } from './sentry/parse.ts'
import { uptimekuma } from './uptimekuma/parse.ts'
import { webhook } from './webhook/parse.ts'
import { zabbix } from './zabbix/parse.ts'

/** Every kind of sender that we understand: one folder, one line. */
export const adapterByType: Readonly<Record<SourceType, Adapter>> = {
  alertmanager,
  azure,
  checkmk,
  cloudevents,
  cloudwatch,
  datadog,
  datto,
  email,
  gcp,
  grafana,
  icinga,
  ilert,
  nagios,
  ncentral,
  ninjaone,
  opsgenie,
  pagerduty,
  prtg,
  sentry,
  uptimekuma,
  webhook,
  zabbix,
}
