// Shows pages as notifications and answers them in place, without opening a window. It knows no words: each message brings
// its own, in the language of its person (server/notifications/content/push.ts).
// Keeps the files of the console, so that it opens without a network; of what people see it keeps nothing. Sends what was
// answered without a network (web/src/offline) when the browser says that there is one, even after the console is closed.

importScripts('/sw-files.js', '/sw-outbox.js')

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', (event) => event.waitUntil(hear(event.data)))
self.addEventListener('push', (event) => event.waitUntil(receive(event.data)))
self.addEventListener('notificationclick', (event) => event.waitUntil(choose(event)))
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(subscribeAgain(event)))

async function receive(data) {
  const page = read(data)
  // A browser takes the permission away from whoever receives and shows nothing.
  await show(page, page.body, page.actions, page.stays)
  if (page.received) await confirm(page.received)
  // It came over a network.
  await retryLinks().catch(() => undefined)
}

/** A window has a network again. Not every browser says so to this script. */
async function hear(message) {
  if (message?.kind === 'retry') await retryLinks().catch(() => undefined)
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
  const told = await answer(page, chosen, false)
  // What did not get through can be tried again from the notification.
  if (told) return show(page, told.text, told.again ? page.actions : [], told.again)
  const isKept = await keepLink(page, chosen)
  await show(page, (isKept && page.waits) || page.failed, page.actions, true)
  if (!self.registration.sync) await retrySoon()
}

/** What became of an answer; undefined when nobody could be asked. Late, the words say when it counted. */
async function answer(page, chosen, isLate) {
  const response = await post(chosen.url).catch(() => undefined)
  if (!response || isUndecided(response.status)) return undefined
  const { outcome, by, at } = await response.json().catch(() => ({}))
  // A link that was used before was used from here: the answer to it got lost.
  const isDone = outcome === 'done' || outcome === 'renewed' || (isLate && outcome === 'used')
  if (isDone)
    return { text: isLate && chosen.doneAt ? withTime(chosen.doneAt, Date.now(), page) : chosen.done, again: false }
  if (response.status === 409) return { text: page.already, again: false }
  if (!response.ok) return { text: page.failed, again: true }
  if (!by) return { text: page.already, again: false }
  const faster = isLate && at && page.alreadyByAt ? withTime(page.alreadyByAt, at, page) : page.alreadyBy
  return { text: faster.replace('{{name}}', by), again: false }
}

/** An answer from a notification that found no network; false when this browser keeps nothing. */
async function keepLink(page, chosen) {
  try {
    await inStore('links', 'readwrite', (store) => store.put({ url: chosen.url, page, chosen, at: Date.now() }))
  } catch {
    return false
  }
  await self.registration.sync?.register('outbox').catch(() => undefined)
  return true
}

/** For browsers that never call back: the lift may have reached its floor. */
async function retrySoon() {
  await new Promise((resolve) => setTimeout(resolve, 8000))
  await retryLinks().catch(() => undefined)
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
