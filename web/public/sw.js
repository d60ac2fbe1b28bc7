// Shows pages as notifications and answers them in place, without opening a window. It knows no words: each message brings
// its own, in the language of its person (server/notifications/content/push.ts).
// Keeps the files of the console, so that it opens without a network; of what people see it keeps nothing. Sends what was
// answered without a network (web/src/offline) when the browser says that there is one, even after the console is closed.

importScripts('/sw-files.js')

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('sync', (event) => event.waitUntil(sendLater()))
self.addEventListener('push', (event) => event.waitUntil(receive(event.data)))
self.addEventListener('notificationclick', (event) => event.waitUntil(choose(event)))
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(subscribeAgain(event)))

async function receive(data) {
  const page = read(data)
  // A browser takes the permission away from whoever receives and shows nothing.
  await show(page, page.body, page.actions, page.stays)
  if (page.received) await confirm(page.received)
}

function read(data) {
  try {
    return data.json()
  } catch {
    return { title: 'Pikett', body: '', tag: 'unreadable', url: '/alerts', actions: [] }
  }
}

function show(page, body, actions, stays) {
  return self.registration.showNotification(page.title, {
    body,
    // A newer message of the alert takes the place of the older one, and rings again.
    tag: page.tag,
    renotify: stays,
    requireInteraction: stays,
    silent: stays ? false : undefined,
    lang: page.language,
    icon: '/icon-192.png',
    actions: actions.map(({ action, title }) => ({ action, title })),
    data: page,
  })
}

/** Says that the message is shown. The server may not have written down yet that it was sent. */
async function confirm(url) {
  const answer = await post(url).catch(() => undefined)
  if (!answer || answer.status !== 404) return
  await new Promise((resolve) => setTimeout(resolve, 2000))
  await post(url).catch(() => undefined)
}

/** The links name the server as people reach it; it is the one that this script came from. */
function post(url) {
  const { pathname } = new URL(url, self.location.origin)
  return fetch(pathname, { method: 'POST', headers: { accept: 'application/json' }, credentials: 'omit' })
}

async function choose({ notification, action }) {
  const page = notification.data
  const chosen = page.actions.find((one) => one.action === action)
  notification.close()
  if (!chosen) return open(page.url)
  const { text, again } = await answer(page, chosen)
  // What did not get through can be tried again from the notification.
  await show(page, text, again ? page.actions : [], again)
}

async function answer(page, chosen) {
  try {
    const response = await post(chosen.url)
    if (response.status === 409) return { text: page.already, again: false }
    if (!response.ok) return { text: page.failed, again: true }
    const { outcome, by } = await response.json()
    if (outcome === 'done') return { text: chosen.done, again: false }
    return { text: by ? page.alreadyBy.replace('{{name}}', by) : page.already, again: false }
  } catch {
    await later(page, chosen)
    return { text: page.failed, again: true }
  }
}

/** The console that is open comes to the front; without one it is opened. */
async function open(url) {
  const { pathname } = new URL(url, self.location.origin)
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const there = windows.find((one) => new URL(one.url).pathname === pathname)
  const chosen = there ?? windows[0]
  if (!chosen) return self.clients.openWindow(pathname)
  // Some browsers refuse to bring a window to the front, or to lead one that this script does not control yet.
  await chosen.focus().catch(() => undefined)
  if (!there) await chosen.navigate(pathname).catch(() => self.clients.openWindow(pathname))
}

/** The browser has given the subscription another address: the device goes on under that one. */
async function subscribeAgain({ oldSubscription, newSubscription }) {
  const subscription = newSubscription ?? (await subscribe())
  const { endpoint, keys } = subscription.toJSON()
  const replaces = oldSubscription ? { replaces: oldSubscription.endpoint } : {}
  await fetch('/api/v1/me/devices', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, keys, ...replaces }),
  })
}

async function subscribe() {
  const { publicKey } = await (await fetch('/api/v1/push/key')).json()
  return self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
}

// What was answered without a network. A window that is open sends it and tells what became of it. Otherwise it is sent from
// here and left where it is: the window that is opened next sends it again under the same Idempotency-Key, gets the answer
// that was given now, and tells that.

const recentMilliseconds = 3_600_000

async function sendLater() {
  await retryLinks()
  const windows = await self.clients.matchAll({ type: 'window' })
  if (windows.some((one) => one.visibilityState === 'visible')) return
  const waiting = await inStore('outbox', 'readonly', (store) => store.getAll())
  for (const one of waiting.toSorted((first, second) => first.at - second.at)) {
    if (one.isWanted || Date.now() - one.at > recentMilliseconds) continue
    await fetch(`/api/v1/alerts/${encodeURIComponent(one.alert)}/${one.verb}`, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'idempotency-key': one.key,
        'x-pikett-client': 'console',
      },
      body: JSON.stringify(one.text === undefined ? {} : { text: one.text }),
    })
    await inStore('outbox', 'readwrite', (store) => store.put({ ...one, isWanted: true }))
  }
}

/** An answer from a notification that found no network. */
async function later(page, chosen) {
  try {
    await inStore('links', 'readwrite', (store) => store.put({ url: chosen.url, page, chosen, at: Date.now() }))
    await self.registration.sync?.register('outbox')
  } catch {
    // The notification stays, with its buttons.
  }
}

async function retryLinks() {
  const links = await inStore('links', 'readonly', (store) => store.getAll())
  for (const { url, page, chosen, at } of links) {
    await inStore('links', 'readwrite', (store) => store.delete(url))
    if (Date.now() - at > recentMilliseconds) continue
    const { text, again } = await answer(page, chosen)
    await show(page, text, again ? page.actions : [], again)
  }
}

/** The database of web/src/offline/database.ts; whoever comes first makes it. */
function inStore(name, mode, act) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('pikett-offline', 1)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('state')
      opening.result.createObjectStore('outbox', { keyPath: 'key' })
      opening.result.createObjectStore('links', { keyPath: 'url' })
    }
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(name, mode)
      const request = act(transaction.objectStore(name))
      transaction.oncomplete = () => {
        opening.result.close()
        resolve(request.result)
      }
      transaction.onabort = () => reject(transaction.error)
    }
  })
}
