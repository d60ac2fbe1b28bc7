import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'

/** The commit of a checkout, ten letters of it; null where there is no history. */
export function commitOf(root: string): string | null {
  try {
    return headOf(gitFolder(root)).slice(0, 10)
  } catch {
    return null
  }
}

/** A further work tree has a file that says where its folder is. */
function gitFolder(root: string): string {
  const place = join(root, '.git')
  try {
    const path = readFileSync(place, 'utf8')
      .replace(/^gitdir: /, '')
      .trim()
    return isAbsolute(path) ? path : join(root, path)
  } catch {
    return place
  }
}

function headOf(folder: string): string {
  const head = readFileSync(join(folder, 'HEAD'), 'utf8').trim()
  const name = /^ref: (.+)$/.exec(head)?.[1]
  if (name === undefined) return head
  const shared = join(folder, optional(join(folder, 'commondir'))?.trim() ?? '.')
  const known = optional(join(folder, name)) ?? optional(join(shared, name))
  if (known !== undefined) return known.trim()
  const packed = readFileSync(join(shared, 'packed-refs'), 'utf8').split('\n')
  const line = packed.find((one) => one.endsWith(` ${name}`))
  if (line === undefined) throw new Error(`${name} is nowhere`)
  return line
}

function optional(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
