interface SyncManager {
  register(tag: string): Promise<void>
}

/** Where the browser can, the service worker (web/public/sw-outbox.js) sends what waits even after the app is closed. */
export async function askForSync(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/').catch(() => undefined)
  const sync = registration && 'sync' in registration ? (registration.sync as SyncManager) : undefined
  await sync?.register('outbox').catch(() => {})
}

/** There is a network again: answers from notifications are sent too, for which not every browser wakes the worker. */
export function askForRetry(): void {
  navigator.serviceWorker?.controller?.postMessage({ kind: 'retry' })
}
