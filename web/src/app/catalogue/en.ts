import common from '../../../../messages/en/common.json'
import shell from '../../../../messages/en/shell.json'
import ui from '../../../../messages/en/ui.json'
import errors from '../../../../messages/en/errors.json'
import now from '../../../../messages/en/now.json'
import alerts from '../../../../messages/en/alerts.json'

/**
 * What the first page reads; every other view reads `en-later.ts`, which comes after it. What only the server says (mails, SMS,
 * voice) is in neither.
 */
const en = {
  common,
  shell,
  ui,
  errors,
  now,
  alerts,
}
export default en
