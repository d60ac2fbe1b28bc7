import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Connection } from './db/types.ts'
import type { WorkRunner } from './db/work.ts'
import type { Events } from './events.ts'
import type { I18n } from './i18n.ts'
import type { Ids } from './ids.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Secrets } from './secrets.ts'

/** What every slice is built on. Made once in app.ts. */
export interface Kernel {
  config: Config
  clock: Clock
  log: Log
  metrics: Metrics
  ids: Ids
  secrets: Secrets
  events: Events
  live: Live
  i18n: I18n
  /** Transactions inside one organization: how everything is read and written. */
  work: WorkRunner
  /** The narrow path across organizations: finds what is due or whom a key belongs to, and writes nothing of theirs. */
  engine: Connection
  /** Where people reach us, without a trailing slash; known once the server listens. */
  publicUrl(): string
  /** Called when the app stops: open streams end, so that a graceful stop does not wait for them. Returns how to unsubscribe. */
  onClose(listener: () => void): () => void
}
