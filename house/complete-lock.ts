// Completes package-lock.json after dependencies changed. `npm install` leaves the builds for other platforms out of the
// lock file when it cannot read them at that moment, and `npm ci` then refuses the lock file everywhere. Their versions are
// pinned exactly by the package that names them, so the entries can be written from the lock file itself.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const LOCK_FILE = join(import.meta.dirname, '../package-lock.json')

type Entry = {
  version?: string
  resolved?: string
  optionalDependencies?: Record<string, string>
  [field: string]: unknown
}
export type Lock = { packages: Record<string, Entry> }

const SYSTEMS = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openharmony']
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32']

/** The platform that a package is for, as the words of its name say it. */
function platformOf(name: string): Record<string, string[]> {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-')
  const os = SYSTEMS.filter((word) => words.includes(word))
  const cpu = PROCESSORS.filter((word) => words.includes(word))
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc'
  const named = words.some((word) => /^(musl|gnu)/.test(word)) && os.includes('linux')
  return { ...(os.length > 0 && { os }), ...(cpu.length > 0 && { cpu }), ...(named && { libc: [libc] }) }
}

/** Builds for other platforms that packages name and the lock file lacks, as the entries it should have. */
export function missingBuilds({ packages }: Lock): Record<string, Entry> {
  const paths = Object.keys(packages)
  const missing: Record<string, Entry> = {}
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const isKnown = paths.some((other) => other.endsWith(`node_modules/${name}`))
      if (isKnown || path === '' || !/^\d/.test(version)) continue
      const dev = entry['dev'] ? { dev: true } : {}
      const license = entry['license']
      missing[`node_modules/${name}`] = { version, ...platformOf(name), ...dev, license, optional: true }
    }
  }
  return missing
}

if (import.meta.main) {
  const lock = JSON.parse(readFileSync(LOCK_FILE, 'utf8')) as Lock
  const missing = missingBuilds(lock)
  const sorted = Object.entries({ ...lock.packages, ...missing }).toSorted(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(LOCK_FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
  console.log(`package-lock.json: ${Object.keys(missing).length} builds for other platforms added`)
}
