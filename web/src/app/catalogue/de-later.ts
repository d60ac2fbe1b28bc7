import type enLater from './en-later.ts'
import auth from '../../../../messages/de/auth.json'
import heartbeats from '../../../../messages/de/heartbeats.json'
import palette from '../../../../messages/de/palette.json'
import policies from '../../../../messages/de/policies.json'
import schedule from '../../../../messages/de/schedule.json'
import sources from '../../../../messages/de/sources.json'
import sandbox from '../../../../messages/de/sandbox.json'
import me from '../../../../messages/de/me.json'
import settings from '../../../../messages/de/settings.json'
import welcome from '../../../../messages/de/welcome.json'

const deLater: typeof enLater = {
  auth,
  palette,
  heartbeats,
  policies,
  schedule,
  sources,
  sandbox,
  me,
  settings,
  welcome,
}
export default deLater
