import { api } from '../api/client.ts'

/** Whether this browser can show notifications: `insecure` without https, `install` on an iPhone or iPad outside the home screen. */
export type Support = 'yes' | 'no' | 'insecure' | 'install'

export function pushSupport(): Support {
  if (!window.isSecureContext) return 'insecure'
  if ('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) return 'yes'
  return /iPhone|iPad/.test(navigator.userAgent) ? 'install' : 'no'
}

/** The address under which this browser is registered; undefined when it is not, or may not show anything any more. */
export async function currentEndpoint(): Promise<string | undefined> {
  if (pushSupport() !== 'yes' || Notification.permission !== 'granted') return undefined
  const registration = await navigator.serviceWorker.getRegistration('/')
  return (await registration?.pushManager.getSubscription())?.endpoint
}

/** Asks the person, then registers. False when the person, or the browser for them, says no. */
export async function switchOn(): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false
  await navigator.serviceWorker.register('/sw.js', { scope: '/' })
  const { pushManager } = await navigator.serviceWorker.ready
  const { publicKey } = await api.get<{ publicKey: string }>('/push/key')
  // Made for another installation at this address, it would not hear of us.
  const before = await pushManager.getSubscription()
  await before?.unsubscribe()
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
  const { endpoint, keys } = subscription.toJSON()
  const device = { endpoint, keys, name: deviceName(navigator.userAgent) }
  await api.post('/me/devices', { ...device, ...(before && { replaces: before.endpoint }) })
  return true
}

export async function switchOff(deviceId: string): Promise<void> {
  await api.delete(`/me/devices/${deviceId}`)
  const registration = await navigator.serviceWorker.getRegistration('/')
  await (await registration?.pushManager.getSubscription())?.unsubscribe()
}

/** Each browser names its forerunners too, so the first that fits counts. */
const browsers: [RegExp, string][] = [
  [/Edg/, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/OPR/, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** `Firefox, Android`: enough to tell one's own devices apart. */
export function deviceName(userAgent: string): string {
  const named = [browsers, systems].map((known) => known.find(([pattern]) => pattern.test(userAgent))?.[1])
  return named.filter((name) => name !== undefined).join(', ') || 'Browser'
}
