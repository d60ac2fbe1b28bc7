import type { SourceType } from '../../../contract/config/source.ts'
import type { Adapter } from './adapter.ts'
import { alertmanager } from './alertmanager/parse.ts'
import { email } from './email/parse.ts'
import { opsgenie } from './opsgenie/parse.ts'
import { pagerduty } from './pagerduty/parse.ts'
import { uptimekuma } from './uptimekuma/parse.ts'
import { webhook } from './webhook/parse.ts'

/** Every kind of sender that we understand: one folder, one line. */
export const adapterByType: Readonly<Record<SourceType, Adapter>> = {
  alertmanager,
  email,
  opsgenie,
  pagerduty,
  uptimekuma,
  webhook,
}
