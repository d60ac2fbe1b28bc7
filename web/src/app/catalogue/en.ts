import common from '../../../../messages/en/common.json'
import shell from '../../../../messages/en/shell.json'
import ui from '../../../../messages/en/ui.json'
import errors from '../../../../messages/en/errors.json'
import auth from '../../../../messages/en/auth.json'
import alerts from '../../../../messages/en/alerts.json'
import timeline from '../../../../messages/en/timeline.json'
import { failure } from '../../../../messages/en/notifications.json'
import oncall from '../../../../messages/en/oncall.json'
import heartbeats from '../../../../messages/en/heartbeats.json'
import sources from '../../../../messages/en/sources.json'
import sandbox from '../../../../messages/en/sandbox.json'
import me from '../../../../messages/en/me.json'

/** Every namespace that the console reads. What only the server says (mails, SMS, voice) stays out of the download. */
const en = {
  common,
  shell,
  ui,
  errors,
  auth,
  alerts,
  timeline,
  notifications: { failure },
  oncall,
  heartbeats,
  sources,
  sandbox,
  me,
}
export default en
