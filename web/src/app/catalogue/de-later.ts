import type enLater from './en-later.ts'
import alertpage from '../../../../messages/de/alertpage.json'
import alertwork from '../../../../messages/de/alertwork.json'
import auth from '../../../../messages/de/auth.json'
import heartbeats from '../../../../messages/de/heartbeats.json'
import offline from '../../../../messages/de/offline.json'
import oncall from '../../../../messages/de/oncall.json'
import palette from '../../../../messages/de/palette.json'
import people from '../../../../messages/de/people.json'
import policies from '../../../../messages/de/policies.json'
import schedule from '../../../../messages/de/schedule.json'
import customers from '../../../../messages/de/customers.json'
import keys from '../../../../messages/de/keys.json'
import maintenance from '../../../../messages/de/maintenance.json'
import rules from '../../../../messages/de/rules.json'
import services from '../../../../messages/de/services.json'
import setup from '../../../../messages/de/setup.json'
import timeline from '../../../../messages/de/timeline.json'
import { failure } from '../../../../messages/de/notifications.json'
import sources from '../../../../messages/de/sources.json'
import sandbox from '../../../../messages/de/sandbox.json'
import me from '../../../../messages/de/me.json'
import security from '../../../../messages/de/security.json'
import settings from '../../../../messages/de/settings.json'
import welcome from '../../../../messages/de/welcome.json'

const deLater: typeof enLater = {
  alertpage,
  alertwork,
  auth,
  offline,
  oncall,
  palette,
  heartbeats,
  customers,
  keys,
  maintenance,
  rules,
  services,
  setup,
  people,
  policies,
  schedule,
  notifications: { failure },
  sources,
  timeline,
  sandbox,
  me,
  security,
  settings,
  welcome,
}
export default deLater
