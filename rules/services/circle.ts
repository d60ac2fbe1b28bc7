/**
 * A circle of services that stand on each other, as the keys along it with the first at the end again; undefined when there
 * is none. What stands on itself in a roundabout way would wait for itself.
 */
export function findCircle(dependsOnByKey: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>()
  for (const start of dependsOnByKey.keys()) {
    const circle = walk(start, dependsOnByKey, done)
    if (circle) return circle
  }
  return undefined
}

/** Depth first without recursion: a chain of twenty thousand services is no reason to fall. */
function walk(
  start: string,
  dependsOnByKey: ReadonlyMap<string, readonly string[]>,
  done: Set<string>,
): string[] | undefined {
  const path: { key: string; next: number }[] = [{ key: start, next: 0 }]
  const onPath = new Set([start])
  while (path.length > 0) {
    const here = path.at(-1)!
    const key = done.has(here.key) ? undefined : dependsOnByKey.get(here.key)?.[here.next]
    here.next += 1
    if (key === undefined) {
      done.add(here.key)
      onPath.delete(here.key)
      path.pop()
    } else if (onPath.has(key)) {
      return [...path.slice(path.findIndex((one) => one.key === key)).map((one) => one.key), key]
    } else if (!done.has(key)) {
      path.push({ key, next: 0 })
      onPath.add(key)
    }
  }
  return undefined
}
