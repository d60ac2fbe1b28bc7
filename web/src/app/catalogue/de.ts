import common from '../../../../messages/de/common.json'
import shell from '../../../../messages/de/shell.json'
import ui from '../../../../messages/de/ui.json'
import errors from '../../../../messages/de/errors.json'
import now from '../../../../messages/de/now.json'
import alerts from '../../../../messages/de/alerts.json'
import type en from './en.ts'

const de: typeof en = {
  common,
  shell,
  ui,
  errors,
  now,
  alerts,
}
export default de
