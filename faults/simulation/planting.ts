import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defects, plant } from './planted.ts'
import type { Defect } from './planted.ts'

const root = join(import.meta.dirname, '../..')

/** What the simulation needs of the tree. */
const parts = ['contract', 'rules', 'server', 'messages', 'migrations', 'faults', 'bin', 'package.json']

export interface Planting {
  /** Only those with one of these in their name; all when empty. */
  wanted: readonly string[]
  first: number
  /** Each must be found within so many histories. */
  count: number
}

/** Plants one known defect after the other in a copy of the tree and plays histories there. Returns the exit code. */
export async function findPlanted({ wanted, first, count }: Planting, say: (line: string) => void): Promise<number> {
  const copy = mkdtempSync(join(tmpdir(), 'pikett-planted-'))
  const missed: string[] = []
  try {
    for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    for (const defect of defects.filter(
      ({ name }) => wanted.length === 0 || wanted.some((one) => name.includes(one)),
    )) {
      const finding = await findIn(copy, defect, first, count)
      if (finding === undefined) missed.push(defect.name)
      say(finding === undefined ? `MISSED    ${defect.name}` : `found     ${defect.name}\n            ${finding}`)
    }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
  say(missed.length === 0 ? 'every planted defect was found' : `${missed.length} planted defects were not found`)
  return missed.length === 0 ? 0 : 1
}

/** The first finding with its seed; undefined when all histories were innocent. */
async function findIn(copy: string, defect: Defect, first: number, count: number): Promise<string | undefined> {
  const file = join(copy, defect.file)
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, plant(defect, text))
  try {
    const said = await play(copy, first, count)
    const guilty = /^GUILTY +(.*)$/m.exec(said)
    const seed = /^history (\d+) is guilty/m.exec(said)
    if (guilty && seed) return `seed ${seed[1]}: ${guilty[1]}`
    if (!said.includes('all innocent')) throw new Error(`"${defect.name}" could not be played: ${said.slice(-2_000)}`)
    return undefined
  } finally {
    writeFileSync(file, text)
  }
}

/** What is said until the first guilty history. */
async function play(copy: string, first: number, count: number): Promise<string> {
  const flags = ['--histories', String(count), '--seed', String(first)]
  const child = spawn(process.execPath, [join(copy, 'faults/main.ts'), ...flags], { cwd: copy })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => void (said += text.toString()))
  await new Promise((resolve) => void child.once('close', resolve))
  return said
}
