import { clearAll } from './database.ts'
import { loseWaiting } from './outbox.ts'

/** Signed out, signed out by the server, or somebody else: nothing of the person stays in the browser. */
export async function forget(): Promise<void> {
  loseWaiting()
  await clearAll().catch(() => {})
}
