import { createServer } from 'node:http'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { patience } from './look.ts'

/** The console has put away what it needs: its files by the service worker, and the last state. */
export async function expectKept(page: Page, key: string): Promise<void> {
  // It begins when nothing more urgent is under way.
  await page.clock.fastForward(3_000)
  const kept = `(async () => {
    if (!navigator.serviceWorker.controller) return 'no worker'
    // The last of what is put away.
    if (!(await caches.match('/manifest.webmanifest'))) return 'no files'
    // Opened too early, it would be made here, without its stores.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'pikett-offline')) return 'no database'
    return new Promise((resolve) => {
      const opening = indexedDB.open('pikett-offline')
      opening.onsuccess = () => {
        const asked = opening.result.transaction('state').objectStore('state').get('kept')
        asked.onsuccess = () => (opening.result.close(), resolve(JSON.stringify(asked.result ?? '')))
      }
    })
  })()`
  await expect.poll(() => page.evaluate<string>(kept), patience).toContain(key)
  // The views for the night are there, with all that they load.
  await page.waitForLoadState('networkidle').catch(() => undefined)
}

/** Everything that a page of this origin could read of what the browser keeps. */
export const leftIn = (page: Page) =>
  page.evaluate<string>(`(async () => {
    const rows = []
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((resolve) => { const one = indexedDB.open(name); one.onsuccess = () => resolve(one.result) })
      for (const store of database.objectStoreNames) {
        rows.push(await new Promise((resolve) => {
          const all = database.transaction(store).objectStore(store).getAll()
          all.onsuccess = () => resolve(all.result)
        }))
      }
      database.close()
    }
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) rows.push(new URL(request.url).pathname)
    return JSON.stringify([rows, { ...localStorage }, { ...sessionStorage }])
  })()`)

/** A proxy whose server is gone. */
export async function answerBadGateway(port: number): Promise<() => Promise<void>> {
  const proxy = createServer((_request, response) => response.writeHead(502).end('<h1>Bad gateway</h1>'))
  await new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve))
  return () => new Promise((resolve) => (proxy.close(() => resolve()), proxy.closeAllConnections()))
}

/** Changes what waits to be sent, as if it had been given otherwise. */
export const changeWaiting = (page: Page, change: Record<string, unknown>) =>
  page.evaluate(`new Promise((resolve) => {
    const opening = indexedDB.open('pikett-offline')
    opening.onsuccess = () => {
      const store = opening.result.transaction('outbox', 'readwrite').objectStore('outbox')
      store.getAll().onsuccess = ({ target }) => {
        for (const one of target.result) store.put({ ...one, ...${JSON.stringify(change)} })
      }
      store.transaction.oncomplete = () => (opening.result.close(), resolve())
    }
  })`)
