import { isAway } from '../app/away.ts'
import { loadLaterTexts } from '../app/i18n.ts'

/** The views that must open at night without a network; every other one says that it needs a connection. */
const views = [
  () => import('../now/now-page.tsx'),
  () => import('../alerts/alert-list-page.tsx'),
  () => import('../alerts/page/alert-page.tsx'),
  () => import('../oncall/on-call-page.tsx'),
  loadLaterTexts,
]

/** The service worker keeps what is downloaded from now on; what came before it was there is handed to it. */
export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD || isAway()) return
  try {
    await navigator.serviceWorker.register('/sw.js', { scope: '/' })
    const { active } = await navigator.serviceWorker.ready
    await Promise.all(views.map((load) => load()))
    const urls = performance.getEntriesByType('resource').map(({ name }) => name)
    active?.postMessage({ kind: 'keep', urls: urls.filter((url) => url.startsWith(location.origin)) })
  } catch {
    // Without it the console works as long as there is a network.
  }
}
