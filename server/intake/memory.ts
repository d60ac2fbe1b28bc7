import type { Memory } from './adapters/adapter.ts'

/** More is forgotten, the oldest first: whoever has a key must not be able to fill the memory. */
const maxKept = 50_000

interface Kept {
  value: Promise<string>
  untilMs: number
}

export function createMemory(): Memory {
  const keptByName = new Map<string, Kept>()
  const find = (name: string) => {
    const kept = keptByName.get(name)
    return kept && kept.untilMs > performance.now() ? kept.value : undefined
  }
  const keep = (name: string, keepMs: number, value: Promise<string>) => {
    keptByName.delete(name)
    keptByName.set(name, { value, untilMs: performance.now() + keepMs })
    for (const oldest of keptByName.keys()) {
      if (keptByName.size <= maxKept) break
      keptByName.delete(oldest)
    }
  }
  return {
    once(name, keepMs, make) {
      const known = find(name)
      if (known) return known
      const made = make()
      keep(name, keepMs, made)
      made.catch(() => {
        if (keptByName.get(name)?.value === made) keptByName.delete(name)
      })
      return made
    },
    has: (name) => find(name) !== undefined,
    keep: (name, keepMs) => keep(name, keepMs, Promise.resolve('')),
  }
}
