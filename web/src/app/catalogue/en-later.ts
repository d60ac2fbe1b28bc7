import alertpage from '../../../../messages/en/alertpage.json'
import alertwork from '../../../../messages/en/alertwork.json'
import auth from '../../../../messages/en/auth.json'
import heartbeats from '../../../../messages/en/heartbeats.json'
import offline from '../../../../messages/en/offline.json'
import oncall from '../../../../messages/en/oncall.json'
import palette from '../../../../messages/en/palette.json'
import people from '../../../../messages/en/people.json'
import policies from '../../../../messages/en/policies.json'
import schedule from '../../../../messages/en/schedule.json'
import customers from '../../../../messages/en/customers.json'
import keys from '../../../../messages/en/keys.json'
import maintenance from '../../../../messages/en/maintenance.json'
import rules from '../../../../messages/en/rules.json'
import services from '../../../../messages/en/services.json'
import setup from '../../../../messages/en/setup.json'
import timeline from '../../../../messages/en/timeline.json'
import { failure } from '../../../../messages/en/notifications.json'
import sources from '../../../../messages/en/sources.json'
import sandbox from '../../../../messages/en/sandbox.json'
import me from '../../../../messages/en/me.json'
import security from '../../../../messages/en/security.json'
import settings from '../../../../messages/en/settings.json'
import welcome from '../../../../messages/en/welcome.json'

/** What is not read on the first page: downloaded after it, and at the latest with the first view that needs it. */
const enLater = {
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
export default enLater
