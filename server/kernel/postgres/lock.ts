import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { beganAt, isAlive, processTable } from './processes.ts'
import { StartRefused } from './refused.ts'

/** Who holds a data directory. A process number counts only within its table and together with when the process began. */
type Owner = { pid: number; began: string; table: string }

/** The owner shows every few seconds that it lives, for those who cannot see its process (another container, a network share). */
const SIGN_OF_LIFE_MS = 3000
const SILENT_AFTER_MS = 12_000

const fileOf = (dataDir: string) => join(dataDir, 'pikett.lock')

function read(file: string): { text: string; writtenAtMs: number } | undefined {
  try {
    return { text: readFileSync(file, 'utf8'), writtenAtMs: statSync(file).mtimeMs }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function parse(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text) as Partial<Owner>
    if (typeof owner.pid !== 'number') return undefined
    return { pid: owner.pid, began: owner.began ?? '', table: owner.table ?? '' }
  } catch {
    return undefined
  }
}

/** Now by the clock that stamps the files there, which may not be ours. */
function nowOnDisk(file: string): number {
  const probe = `${file}.${process.pid}.now`
  writeFileSync(probe, '')
  const nowMs = statSync(probe).mtimeMs
  rmSync(probe)
  return nowMs
}

/** Where the owner's process can be seen, it is asked for; elsewhere its signs of life are waited for. */
async function holds(owner: Owner, file: string): Promise<boolean> {
  if (owner.table === processTable()) return isAlive(owner.pid) && beganAt(owner.pid) === owner.began
  const first = read(file)?.writtenAtMs ?? 0
  if (nowOnDisk(file) - first > SILENT_AFTER_MS) return false
  for (let waitedMs = 0; waitedMs < SILENT_AFTER_MS; waitedMs += SIGN_OF_LIFE_MS / 3) {
    await pause(SIGN_OF_LIFE_MS / 3)
    const now = read(file)?.writtenAtMs
    if (now === undefined) return false
    if (now !== first) return true
  }
  return false
}

/** Moves away the lock that was judged, and no other: somebody may have taken the directory over in the meantime. */
function removeStale(file: string, judged: string): void {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    if (readFileSync(aside, 'utf8') !== judged) linkSync(aside, file)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  rmSync(aside, { force: true })
}

/** Writes the whole file at once or not at all: nobody ever reads half an owner. */
function tryTake(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}.new`
  writeFileSync(draft, text, { mode: 0o600 })
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

/**
 * Takes the data directory for this process and returns how to give it back. Throws `StartRefused` while another process
 * holds it; the lock of a process that is gone is taken over.
 */
export async function holdDataDirectory(dataDir: string): Promise<() => void> {
  const file = fileOf(dataDir)
  const text = JSON.stringify({ pid: process.pid, began: beganAt(process.pid), table: processTable() } satisfies Owner)
  while (!tryTake(file, text)) {
    const found = read(file)
    if (!found) continue
    const owner = parse(found.text)
    if (owner && (await holds(owner, file))) {
      throw new StartRefused(
        `Another Pikett (process ${owner.pid}) uses the data directory ${dataDir}. Stop it first, or give this one a ` +
          `directory of its own with PIKETT_DATA_DIR. If no Pikett runs, remove ${file}.`,
      )
    }
    removeStale(file, found.text)
  }
  const signOfLife = setInterval(() => {
    const nowSeconds = (performance.timeOrigin + performance.now()) / 1000
    if (read(file)?.text === text) utimesSync(file, nowSeconds, nowSeconds)
  }, SIGN_OF_LIFE_MS).unref()
  return () => {
    clearInterval(signOfLife)
    if (read(file)?.text === text) rmSync(file, { force: true })
  }
}
