import { lazyRouteComponent } from '@tanstack/react-router'
import { ApiError } from '../api/client.ts'
import { isAway } from './away.ts'

/** A view that is downloaded when it is opened first. */
export const lazyView: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => download(load), name)

/** Without a connection it says so; otherwise the server was updated, and has other files now: the page is opened again, once. */
async function download<View>(load: () => Promise<View>): Promise<View> {
  try {
    return await load()
  } catch (error) {
    if (isAway() || !isFirstTime(String(error))) throw new ApiError(0, 'offline', String(error))
    location.reload()
    return await new Promise(() => {})
  }
}

function isFirstTime(fault: string): boolean {
  const key = 'pikett.reloaded'
  try {
    if (sessionStorage.getItem(key) === fault) return false
    sessionStorage.setItem(key, fault)
    return true
  } catch {
    return false
  }
}
