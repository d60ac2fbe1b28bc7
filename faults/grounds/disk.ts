import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Ground } from './ground.ts'

/** A fresh cluster takes about 70 MB; the rest is room for a short run. */
const megabytes = 200

const block = Buffer.alloc(65_536)

/** One node whose data directory is a small disk of its own (Linux, as root: a file system in memory is mounted). */
export function smallDiskGround(folder: string): Ground {
  const mount = join(folder, 'disk')
  mkdirSync(mount)
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'pikett-faults', mount])
  chmodSync(mount, 0o711)
  const filler = join(mount, 'filler')
  return {
    dataDirOf: () => join(mount, 'data'),
    envOf: () => ({}),
    disk: {
      fill: () => fill(filler, mount),
      free: () => rmSync(filler, { force: true }),
    },
    async close() {
      execFileSync('umount', ['-l', mount])
    },
  }
}

function fill(file: string, mount: string): void {
  const handle = openSync(file, 'a')
  try {
    while (statfsSync(mount).bavail > 0) writeSync(handle, block)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    closeSync(handle)
  }
}
