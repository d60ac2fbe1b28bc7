import type { Route } from './types.ts'

export type Match =
  | { kind: 'found'; route: Route; params: Record<string, string> }
  /** The address exists with other methods. */
  | { kind: 'wrong_method'; allowed: string[] }
  | { kind: 'unknown' }

/**
 * The route of a path below /v2. A slash at the end makes no difference (the Node SDK writes one), segments are decoded, and
 * an alias may hold slashes: `*id` takes as many segments as there are. The first route that fits wins.
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match {
  const segments = segmentsOf(path)
  const allowed = new Set<string>()
  for (const route of routes) {
    const params = paramsOf(segmentsOf(route.path), segments)
    if (params === undefined) continue
    if (route.method === method) return { kind: 'found', route, params }
    allowed.add(route.method)
  }
  return allowed.size > 0 ? { kind: 'wrong_method', allowed: [...allowed] } : { kind: 'unknown' }
}

function segmentsOf(path: string): string[] {
  const segments = path.split('/').slice(1)
  if (segments.at(-1) === '') segments.pop()
  return segments
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {}
  const extra = segments.length - pattern.length
  let at = 0
  for (const part of pattern) {
    const taken = part.startsWith('*') ? 1 + extra : 1
    if (taken < 1 || at + taken > segments.length) return undefined
    const text = segments.slice(at, at + taken).join('/')
    at += taken
    if (part.startsWith('*') || part.startsWith(':')) {
      if (text === '') return undefined
      params[part.slice(1)] = decoded(text)
    } else if (part !== text) return undefined
  }
  return at === segments.length ? params : undefined
}

/** Without NUL, which no name in the database can hold. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text).replaceAll('\0', '\ufffd').toWellFormed()
  } catch {
    return text
  }
}
