// A part of sw.js.

self.addEventListener('fetch', (event) => serve(event))
self.addEventListener('message', (event) => event.waitUntil(keep(event.data)))

// The files of the console. Each version of it has a cache of its own, named by its page; the one before stays for windows
// that are still open.

const cacheName = (version) => `pikett-shell-${version}`
const patienceMilliseconds = 2_000
/** Names without a hash: asked for again, and taken from the cache when nobody answers in time. */
const plainFiles = [
  '/first-paint.js',
  '/icon.svg',
  '/icon-waiting.svg',
  '/icon-maskable.svg',
  '/icon-192.png',
  '/manifest.webmanifest',
]
/** Addresses below which the server answers pages that are not the console's, or no pages at all. */
const notConsole = /^\/(api|in|ping|v2|a|l|s|status|healthz|metrics|docs|reference)(\/|$)/

function serve(event) {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(fromCacheFirst(request, url.pathname))
  else if (plainFiles.includes(url.pathname)) event.respondWith(fromNetworkFirst(event, url.pathname))
  else if (request.mode === 'navigate' && !notConsole.test(url.pathname)) event.respondWith(page(event))
}

async function currentCache() {
  const names = (await caches.keys()).filter((name) => name.startsWith(cacheName('')))
  return caches.open(names.at(-1) ?? cacheName('first'))
}

async function fromCacheFirst(request, path) {
  const cache = await currentCache()
  const kept = (await cache.match(path)) ?? (await caches.match(path))
  const response = kept ?? (await fetch(request))
  // What has not changed since the version before goes over to this one.
  if (response.ok) await put(cache, path, response)
  return response
}

/** A full disk is no reason not to answer. */
async function put(cache, path, response) {
  await cache.put(path, response.clone()).catch(() => undefined)
}

async function fromNetworkFirst(event, path) {
  const cache = await currentCache()
  const asked = fetch(event.request).then(async (response) => {
    if (response.ok) await put(cache, path, response)
    return response
  })
  event.waitUntil(asked.catch(() => undefined))
  return inTime(asked, () => cache.match(path))
}

/** Every address of the console has the same page. */
async function page(event) {
  const asked = fetch(event.request).then(async (response) => {
    if (response.ok && !response.redirected) await keepPage(response.clone())
    return response
  })
  event.waitUntil(asked.catch(() => undefined))
  return inTime(asked, async () => (await currentCache()).match('/'))
}

/** The answer of the server, or what is kept when it is slow, broken or out of reach. */
async function inTime(asked, kept) {
  const slow = new Promise((resolve) => setTimeout(resolve, patienceMilliseconds))
  const response = await Promise.race([asked.catch(() => undefined), slow])
  if (response && response.status < 502) return response
  return (await kept()) ?? asked
}

async function keepPage(response) {
  const text = await response.clone().text()
  // A page of something else at this address, such as that of a proxy.
  if (!text.includes('<div id="root">')) return
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  const name = cacheName(Array.from(new Uint8Array(hash, 0, 6), (byte) => byte.toString(16).padStart(2, '0')).join(''))
  const names = (await caches.keys()).filter((one) => one.startsWith(cacheName('')))
  if (names.at(-1) === name) return
  // An older version that is back: its place is at the end.
  await caches.delete(name)
  await put(await caches.open(name), '/', response)
  for (const old of names.filter((one) => one !== name).slice(0, -1)) await caches.delete(old)
}

/** What a window has downloaded before this script was there. */
async function keep(message) {
  if (message?.kind !== 'keep') return
  await fetch('/').then(
    (response) => response.ok && keepPage(response),
    () => undefined,
  )
  const cache = await currentCache()
  const paths = message.urls.map((url) => new URL(url).pathname).filter((path) => path.startsWith('/assets/'))
  for (const path of new Set([...paths, ...plainFiles])) {
    if (await cache.match(path)) continue
    const response = await fetch(path).catch(() => undefined)
    if (response?.ok) await put(cache, path, response)
  }
}
