import common from '../../../../messages/de/common.json'
import shell from '../../../../messages/de/shell.json'
import ui from '../../../../messages/de/ui.json'
import errors from '../../../../messages/de/errors.json'
import auth from '../../../../messages/de/auth.json'
import alerts from '../../../../messages/de/alerts.json'
import timeline from '../../../../messages/de/timeline.json'
import { failure } from '../../../../messages/de/notifications.json'
import oncall from '../../../../messages/de/oncall.json'
import heartbeats from '../../../../messages/de/heartbeats.json'
import sources from '../../../../messages/de/sources.json'
import sandbox from '../../../../messages/de/sandbox.json'
import me from '../../../../messages/de/me.json'
import type en from './en.ts'

const de: typeof en = {
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
export default de
