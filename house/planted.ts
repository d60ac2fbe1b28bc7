import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const HOUSE = join(import.meta.dirname, '..')

type Planted = { root: string; remove: () => void }

/** A house of its own with the given files, inside the real one, so that it finds the same packages under the same names. */
export function plantInside(textByPath: Record<string, string>): Planted {
  const parent = join(HOUSE, '.pikett')
  mkdirSync(parent, { recursive: true })
  return plant(mkdtempSync(join(parent, 'planted-')), textByPath)
}

/** The same in the system's temporary folder, for tools that do not look at what Git ignores. */
export function plantOutside(textByPath: Record<string, string>): Planted {
  const root = mkdtempSync(join(tmpdir(), 'pikett-planted-'))
  symlinkSync(join(HOUSE, 'node_modules'), join(root, 'node_modules'))
  return plant(root, textByPath)
}

function plant(root: string, textByPath: Record<string, string>): Planted {
  for (const file of ['package.json', 'tsconfig.json', 'tsconfig.base.json'])
    cpSync(join(HOUSE, file), join(root, file))
  for (const [path, text] of Object.entries(textByPath)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) }
}
