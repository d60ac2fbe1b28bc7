import type { Viewer } from '../../app/format.ts'
import type { Translate } from '../../app/i18n.ts'

/** What a timeline entry needs to become a sentence. */
export interface Words {
  t: Translate
  has: (key: string) => boolean
  viewer: Viewer
}
