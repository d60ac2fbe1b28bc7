import { isLeaving } from '../app/leaving.ts'
import { ownerKey, readOwner } from '../app/owner.ts'
import { askForSync } from './background.ts'
import { clearAll, clearState, writeLeaving } from './database.ts'
import { loseWaiting } from './outbox.ts'

/** The session has ended: what was seen is gone. What waits to be sent waits for its person to sign in again. */
export async function forget(): Promise<void> {
  loseWaiting()
  await clearState().catch(() => {})
}

/** Signed out, or somebody else: nothing of the person stays in the browser. */
export async function forgetAll(): Promise<void> {
  writeOwner(null)
  loseWaiting()
  await clearAll().catch(() => {})
}

/** From now on this browser keeps what is of this person in this organization, and nothing of anybody before. */
export async function takeOver(owner: string): Promise<void> {
  if (readOwner() !== null) await forgetAll()
  writeOwner(owner)
}

function writeOwner(owner: string | null): void {
  try {
    if (owner === null) localStorage.removeItem(ownerKey)
    else localStorage.setItem(ownerKey, owner)
  } catch {
    // A private window without storage keeps nothing of anybody.
  }
}

/** The service worker ends the session when there is a network, also when no window is open then. */
export async function endLater(): Promise<void> {
  if (!isLeaving()) return
  await writeLeaving().catch(() => {})
  await askForSync()
}
