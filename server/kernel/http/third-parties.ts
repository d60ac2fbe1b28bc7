import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

interface Entry {
  version?: string
  license?: string
  dev?: boolean
  devOptional?: boolean
  link?: boolean
}

const lineBreak = '\n'
const rule = '-'.repeat(80)

/**
 * The notices of others whose work runs here: the packages of the server, by the lock file, and what the build of the console
 * names as its parts. Packages for other systems, which are not installed, are left out.
 */
export async function thirdParties(root: string): Promise<string> {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Entry>
  }
  const used = Object.entries(lock.packages).filter(
    ([path, { dev, devOptional, link }]) => path !== '' && !dev && !devOptional && !link,
  )
  const notices = await Promise.all(used.map(([path, entry]) => noticeOf(root, path, entry)))
  const server = notices.filter((notice) => notice !== undefined)
  const console = await readFile(join(root, 'web/dist/third-parties.md'), 'utf8').catch(() => '')
  return ['The server', rule, ...server, 'The console', rule, console].join(lineBreak + lineBreak)
}

async function noticeOf(root: string, path: string, { version, license }: Entry): Promise<string | undefined> {
  const folder = join(root, path)
  const files = await readdir(folder).catch(() => undefined)
  if (!files) return undefined
  const named = files.filter((name) => /^(licen[cs]e|notice|copying)/i.test(name)).toSorted()
  const texts = await Promise.all(named.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')))
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  return [`${name} ${version ?? ''} (${license ?? 'see below'})`, ...texts.map((text) => text.trim()), rule].join(
    lineBreak + lineBreak,
  )
}
