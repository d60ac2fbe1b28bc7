import type { SourceType } from '../../../contract/config/source.ts'
import type { Adapter } from './adapter.ts'
import { alertmanager } from './alertmanager/parse.ts'
import { azure } from './azure/parse.ts'
import { cloudevents } from './cloudevents/parse.ts'
import { cloudwatch } from './cloudwatch/parse.ts'
import { datto } from './datto/parse.ts'
import { email } from './email/parse.ts'
import { gcp } from './gcp/parse.ts'
import { ilert } from './ilert/parse.ts'
import { ncentral } from './ncentral/parse.ts'
import { ninjaone } from './ninjaone/parse.ts'
import { opsgenie } from './opsgenie/parse.ts'
import { pagerduty } from './pagerduty/parse.ts'
import { uptimekuma } from './uptimekuma/parse.ts'
import { webhook } from './webhook/parse.ts'

/** Every kind of sender that we understand: one folder, one line. */
export const adapterByType: Readonly<Record<SourceType, Adapter>> = {
  alertmanager,
  azure,
  cloudevents,
  cloudwatch,
  datto,
  email,
  gcp,
  ilert,
  ncentral,
  ninjaone,
  opsgenie,
  pagerduty,
  uptimekuma,
  webhook,
}
