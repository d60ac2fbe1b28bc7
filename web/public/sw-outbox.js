// A part of sw.js: what was answered without a network, in a notification or in the console, and who signed out without one.
// The browser calls here when there is a network again; where it does not, the console does when it is opened, and the next
// message.

self.addEventListener('sync', (event) => event.waitUntil(sendLater()))

const recentMilliseconds = 3_600_000

/** Throws while nobody answers, so that the browser calls again. */
async function sendLater() {
  await leave()
  await retryLinks()
  await sendOutbox()
}

/** Nobody has decided anything: no network, a proxy without its server, or too much at once. */
const isUndecided = (status) => status === 429 || status >= 500

/** The session of whoever signed out without a network ends before anything is sent in its name. */
async function leave() {
  const leaving = await inStore('state', 'readonly', (store) => store.get('leaving'))
  if (!leaving) return
  const response = await fetch('/api/v1/session', { method: 'DELETE', headers: { 'x-pikett-client': 'console' } })
  if (isUndecided(response.status)) throw new Error('the session goes on')
  await inStore('state', 'readwrite', (store) => store.delete('leaving'))
}

/** One at a time: a link that is used twice says so the second time. */
const retryLinks = () => (navigator.locks ? navigator.locks.request('pikett-links', () => retryEach()) : retryEach())

async function retryEach() {
  for (const { url, page, chosen, at } of await inStore('links', 'readonly', (store) => store.getAll())) {
    const forget = () => inStore('links', 'readwrite', (store) => store.delete(url))
    if (Date.now() - at > recentMilliseconds) {
      await forget()
      await show(page, withTime(page.overdue ?? page.failed, at, page), page.actions, true)
      continue
    }
    const told = await answer(page, chosen, true)
    if (told === undefined) throw new Error('nobody answers')
    await forget()
    await show(page, told.text, told.again ? page.actions : [], told.again)
  }
}

/** The hour and minute at which something counted, as its person reads them. */
function withTime(text, at, { language, zone }) {
  const hour = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }
  return text.replace('{{time}}', new Date(at).toLocaleTimeString(language, hour))
}

/** What was answered in the console. A window that is seen sends it and tells what became of it. */
async function sendOutbox() {
  const windows = await self.clients.matchAll({ type: 'window' })
  if (windows.some((one) => one.visibilityState === 'visible')) return
  const all = await inStore('outbox', 'readonly', (store) => store.getAll())
  const waiting = all.filter((one) => !one.isTold).toSorted((first, second) => first.at - second.at)
  if (waiting.length === 0) return
  const session = await fetch('/api/v1/session', { headers: { accept: 'application/json' } })
  if (session.status === 401) return tellOnce(waiting, 'signedOut')
  if (!session.ok) throw new Error('nobody answers')
  const { user } = await session.json()
  const own = waiting.filter((one) => one.user === user.id)
  const isOld = (one) => !one.isWanted && Date.now() - one.at > recentMilliseconds
  for (const one of own.filter((one) => !isOld(one))) await send(one, user.key)
  await tellOnce(own.filter(isOld), 'overdue')
}

async function send(one, me) {
  const response = await fetch(`/api/v1/alerts/${encodeURIComponent(one.alert)}/${one.verb}`, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'idempotency-key': one.key,
      'x-pikett-client': 'console',
    },
    body: JSON.stringify(one.text === undefined ? {} : { text: one.text }),
  })
  if (isUndecided(response.status)) throw new Error('nobody answers')
  const [word, by, at] = response.ok ? becameOf(one.verb, await response.json(), me) : ['refused']
  // Untold, it stays: the window that is opened next sends it again under the same Idempotency-Key, gets the answer that was
  // given now, and tells that.
  if (await tell(one, word, by, at)) await inStore('outbox', 'readwrite', (store) => store.delete(one.key))
  else await inStore('outbox', 'readwrite', (store) => store.put({ ...one, isWanted: true }))
}

/** As in web/src/offline/outcome.ts. */
function becameOf(verb, alert, me) {
  if (verb === 'notes') return ['done']
  if (verb === 'acknowledge' && alert.status === 'resolved') return ['over', undefined, alert.resolvedAt]
  const [by, at] =
    verb === 'acknowledge' ? [alert.acknowledgedBy, alert.acknowledgedAt] : [alert.resolvedBy, alert.resolvedAt]
  if (!by) return ['before', undefined, at]
  return [by.key === me ? 'done' : 'faster', by.name, at]
}

async function tellOnce(waiting, word) {
  for (const one of waiting)
    if (await tell(one, word)) await inStore('outbox', 'readwrite', (store) => store.put({ ...one, isTold: true }))
}

/** In the words that the answer was kept with; false when the person allows no notifications. */
async function tell(one, word, name = '', at = Date.now()) {
  const text = one.spoken?.[word]
  if (text === undefined || Notification.permission !== 'granted') return false
  await self.registration.showNotification(one.spoken.title, {
    body: withTime(text.replace('{{name}}', name), at, one.spoken),
    tag: one.key,
    lang: one.spoken.language,
    icon: '/icon.svg',
    data: { url: `/alerts/${one.number}`, actions: [] },
  })
  return true
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
