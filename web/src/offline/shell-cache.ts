import { isAway } from '../app/away.ts'
import { loadLaterTexts } from '../app/i18n.ts'
import { loadCalendar } from '../app/in-calendar.ts'

/**
 * The views that must open at night without a network; every other one says that it needs a connection. A part that is missing
 * would take the whole view with it.
 */
const views = [
  () => import('../now/now-page.tsx'),
  () => import('../alerts/alert-list-page.tsx'),
  () => import('../alerts/page/alert-page.tsx'),
  () => import('../oncall/on-call-page.tsx'),
  // What is a part of them or opens over them, and where signing out leads.
  () => import('../now/beside.tsx'),
  () => import('../alerts/page/action-items.tsx'),
  () => import('../alerts/page/surroundings.tsx'),
  () => import('../alerts/page/dialogs/alert-dialog.tsx'),
  () => import('../alerts/list/bulk-bar.tsx'),
  () => import('../alerts/toolbar/filter-sheet.tsx'),
  () => import('../alerts/views/view-menu-items.tsx'),
  () => import('../app/shell/account-menu-items.tsx'),
  () => import('../app/shell/live-banner.tsx'),
  () => import('../app/shell/more-sheet.tsx'),
  () => import('../app/shell/shortcut-help.tsx'),
  () => import('../app/palette/palette.tsx'),
  () => import('../app/customer/chooser.tsx'),
  () => import('../app/customer/switcher-panel.tsx'),
  () => import('../ui/menu-body.tsx'),
  () => import('../sandbox/ringing-pill.tsx'),
  () => import('../ui/overlays.tsx'),
  () => import('../auth/sign-in-page.tsx'),
  loadLaterTexts,
  loadCalendar,
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
